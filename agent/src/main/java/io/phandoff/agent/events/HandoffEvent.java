// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A worker gave its processor up at a blocking call; lasts as long as the call. */
@Name("io.phandoff.Handoff")
@Label("Processor Handoff")
@Description("A worker gave its processor up at a blocking call; lasts as long as the call")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Threshold("20 ms")
final class HandoffEvent extends Event {
    @Label("Pool")
    @Description("The name of the worker's pool")
    String pool;

    @Label("Call")
    @Description("The kind of the blocking call")
    String call;

    @Label("Processor")
    @Description("Its index; -1 for one beyond the fixed set")
    int processor;
}
