// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** A pool that has workers, at one moment; once more, with zeros, when they have gone. */
@Name("io.phandoff.PoolState")
@Label("Pool State")
@Description("A pool that has workers, at one moment; once more, with zeros, when they have gone")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
@Period("200 ms")
final class PoolStateEvent extends Event {
    @Label("Pool")
    @Description("Its name; pools of one name are added up")
    String pool;

    @Label("Threads")
    int threads;

    @Label("Running")
    int running;

    @Label("Blocked")
    @Description("In a blocking call")
    int blocked;

    @Label("Idle")
    @Description("Waiting for a task")
    int idle;

    @Label("Queued")
    @Description("Tasks in its queue; -1 if that is known of no pool of the name")
    int queued;

    @Label("Spares")
    @Description("Workers that growth has added")
    int spares;

    @Label("Tasks")
    @Description("Tasks begun from the start")
    long tasks;
}
