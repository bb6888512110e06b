// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A processor was retaken from a worker that is blocked, or had used its slice. */
@Name("io.phandoff.Retake")
@Label("Processor Retake")
@Description("A processor was retaken from a worker that is blocked, or had used its slice")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class RetakeEvent extends Event {
    @Label("Cause")
    @Description("in-call, monitor, waiting, native, stalled or slice")
    String cause;

    @Label("Worker")
    @Description("The thread that held it")
    Thread worker;

    @Label("Pool")
    @Description("The name of the worker's pool")
    String pool;

    @Label("Processor")
    @Description("Its index; -1 for one beyond the fixed set")
    int processor;

    @Label("Call")
    @Description("The kind of the blocking call, if it is in one that a hook knows")
    String call;

    @Label("Top Frames")
    @Description("Where the worker was, innermost first; sampled")
    String topFrames;

    @Label("Age")
    @Description("How long before the time of this event it happened: it is written a little later by another thread")
    @Timespan(Timespan.NANOSECONDS)
    long age;
}
