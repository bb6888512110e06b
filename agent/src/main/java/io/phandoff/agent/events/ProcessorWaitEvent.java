// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A worker waited for a processor. */
@Name("io.phandoff.ProcessorWait")
@Label("Processor Wait")
@Description("A worker waited for a processor")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Threshold("10 ms")
final class ProcessorWaitEvent extends Event {
    @Label("Pool")
    @Description("The name of the worker's pool")
    String pool;

    @Label("Resumes")
    @Description("Whether it is in the middle of a task, not between two")
    boolean resumes;

    @Label("Processor")
    @Description("The index of the one that it was given; -1 if it went on without")
    int processor;
}
