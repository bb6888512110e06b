// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pool lost a spare worker. */
@Name("io.phandoff.PoolShrink")
@Label("Pool Shrink")
@Description("A pool lost a spare worker")
@Category({"Java Application", "phandoff"})
@StackTrace(false)
final class PoolShrinkEvent extends Event {
    @Label("Pool")
    @Description("The name of the pool")
    String pool;

    @Label("Threads")
    @Description("How many it has; the spare counts until it has ended")
    int threads;

    @Label("Spares")
    @Description("How many of them growth has added")
    int spares;
}
