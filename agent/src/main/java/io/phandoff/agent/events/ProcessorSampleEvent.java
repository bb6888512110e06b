// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What a processor was seen to be: in-call and stopped always, any while runs are lost. Not enabled by default. */
@Name("io.phandoff.ProcessorSample")
@Label("Processor Sample")
@Description("What a processor was seen to be: in-call and stopped always, any while runs are lost")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Enabled(false)
final class ProcessorSampleEvent extends Event {
    @Label("Processor")
    @Description("Its index")
    int processor;

    @Label("Status")
    @Description("idle, running, in-call, stopped, seized or dead")
    String status;

    @Label("Interval")
    @Description("The time to the next look")
    @Timespan(Timespan.NANOSECONDS)
    long interval;
}
