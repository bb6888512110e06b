// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Processor runs were not recorded. */
@Name("io.phandoff.EventLoss")
@Label("Event Loss")
@Description("Processor runs were not recorded")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class EventLossEvent extends Event {
    @Label("Runs")
    @Description("How many")
    long runs;

    @Label("Reason")
    @Description("limit: more a second than the setting allows; full: they came faster than they were written")
    String reason;

    @Label("Span")
    @Description("From the first to the last of them")
    @Timespan(Timespan.NANOSECONDS)
    long span;

    @Label("Age")
    @Description("How long before the time of this event it happened: it is written a little later by another thread")
    @Timespan(Timespan.NANOSECONDS)
    long age;
}
