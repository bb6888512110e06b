// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pool got a spare worker. */
@Name("io.phandoff.PoolGrowth")
@Label("Pool Growth")
@Description("A pool got a spare worker")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class PoolGrowthEvent extends Event {
    @Label("Pool")
    @Description("The name of the pool")
    String pool;

    @Label("Threads")
    @Description("How many it has; the new one counts once it has begun to run")
    int threads;

    @Label("Spares")
    @Description("How many of them growth has added")
    int spares;
}
