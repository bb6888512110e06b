// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** Processors, workers and counters at one moment; counters count from the start. */
@Name("io.phandoff.State")
@Label("State")
@Description("Processors, workers and counters at one moment; counters count from the start")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Period("200 ms")
final class StateEvent extends Event {
    @Label("Processors")
    int processors;

    @Label("Idle")
    @Description("Processors that nobody holds")
    int idle;

    @Label("In Call")
    @Description("Processors tied to a worker in a soft call")
    int inCall;

    @Label("Over-Committed")
    @Description("Workers that run beyond the processors")
    int overcommitted;

    @Label("Starting")
    @Description("Workers that wait for a processor between two tasks")
    int starting;

    @Label("Resuming")
    @Description("Workers that wait for a processor in the middle of a task")
    int resuming;

    @Label("Threads")
    @Description("Managed workers")
    int threads;

    @Label("Spares")
    @Description("Workers that growth has added")
    int spares;

    @Label("Tasks")
    @Description("Tasks begun")
    long tasks;

    @Label("Handoffs")
    @Description("Processors given up at the begin of a call")
    long handoffs;

    @Label("Soft Calls")
    @Description("Calls that kept their processor tied")
    long softCalls;

    @Label("Retakes")
    long retakes;

    @Label("Over-Committed Runs")
    @Description("How often a worker ran on beyond the processors")
    long overcommittedRuns;

    @Label("Grown")
    @Description("Spare workers started")
    long grown;

    @Label("Events Lost")
    @Description("Processor runs that were not recorded")
    long eventsLost;

    @Label("Mode")
    @Description("on, observe, off or pass-through")
    String mode;
}
