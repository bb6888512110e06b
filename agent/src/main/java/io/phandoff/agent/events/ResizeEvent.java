// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The number of processors changed. */
@Name("io.phandoff.Resize")
@Label("Processor Resize")
@Description("The number of processors changed")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class ResizeEvent extends Event {
    @Label("From")
    @Description("How many there were")
    int from;

    @Label("To")
    @Description("How many there are")
    int to;
}
