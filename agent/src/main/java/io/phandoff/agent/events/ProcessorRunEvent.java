// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A worker held a processor, soft calls included. Not enabled by default: up to 25 MB a minute. */
@Name("io.phandoff.ProcessorRun")
@Label("Processor Run")
@Description("A worker held a processor, soft calls included")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Enabled(false)
final class ProcessorRunEvent extends Event {
    @Label("Worker")
    @Description("The thread that held it")
    Thread worker;

    @Label("Pool")
    @Description("The name of the worker's pool")
    String pool;

    @Label("Processor")
    @Description("Its index")
    int processor;

    @Label("Held")
    @Description("For how long")
    @Timespan(Timespan.NANOSECONDS)
    long held;

    @Label("Age")
    @Description("How long before the time of this event it ended: it is written a little later by another thread")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    @Label("Ended By")
    @Description("A kind of blocking call, no-task, gave-way, asked, retaken or released")
    String ended;

    /** The setting is applied where these events are written; see {@link RunLimit}. */
    @SettingDefinition
    @Name("limit")
    @Label("Limit")
    @Description("Most events a second; those beyond are counted as lost")
    boolean limit(RunLimit limit) {
        return limit != null;
    }
}
