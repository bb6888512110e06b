// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** How long the workers of a pool were blocked in calls of a kind, without a processor. */
@Name("io.phandoff.BlockedTime")
@Label("Blocked Time")
@Description("How long the workers of a pool were blocked in calls of a kind, without a processor")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Period("1 s")
final class BlockedTimeEvent extends Event {
    @Label("Pool")
    @Description("Its name; pools of one name are added up")
    String pool;

    @Label("Call")
    @Description("The kind of the blocking call")
    String call;

    @Label("Blocked")
    @Description("Since the last such event, all workers together")
    @Timespan(Timespan.NANOSECONDS)
    long blocked;

    @Label("Total")
    @Description("Since the start, all workers together")
    @Timespan(Timespan.NANOSECONDS)
    long total;
}
