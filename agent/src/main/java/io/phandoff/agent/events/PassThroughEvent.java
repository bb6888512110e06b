// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Nobody needs a processor from now on, or again. */
@Name("io.phandoff.PassThrough")
@Label("Pass-Through")
@Description("Nobody needs a processor from now on, or again")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class PassThroughEvent extends Event {
    @Label("Active")
    @Description("Whether it has begun")
    boolean active;

    @Label("Reason")
    @Description("Why")
    String reason;
}
