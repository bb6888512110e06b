// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** All managed workers were stopped, or were to be. */
@Name("io.phandoff.StopTheWorld")
@Label("Stop the World")
@Description("All managed workers were stopped, or were to be")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class StopTheWorldEvent extends Event {
    @Label("In the Way")
    @Description("Who would not stop; nothing if all did")
    String inTheWay;
}
