// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.util.Map;

/** One pool, as JMX shows it: {@code io.phandoff:type=Pool,name="..."}. */
@Describes("A pool of the program that is managed")
public interface PoolMXBean {
    /** As logs have it. */
    @Describes("The name that logs and options have for it")
    String getName();

    /** The program's. */
    @Describes("The number of workers that the program has set")
    int getSize();

    /** Spares too. */
    @Describes("Its threads, spares included")
    int getThreads();

    /** At once. */
    @Describes("Most threads at once")
    int getPeakThreads();

    /** In a task. */
    @Describes("Workers in a task that are not blocked")
    int getRunning();

    /** In a call. */
    @Describes("Workers in a blocking call in a task")
    int getBlocked();

    /** For a task. */
    @Describes("Workers that wait for a task")
    int getIdle();

    /** Or unknown. */
    @Describes("Tasks in its queue, -1 if that is not known")
    int getQueued();

    /** So far. */
    @Describes("Tasks begun")
    long getTasks();

    /** Now. */
    @Describes("Workers that growth has added and that are still there")
    int getSpares();

    /** The cap. */
    @Describes("Most spares that it may have")
    int getMaxSpares();

    /** Whether it does. */
    @Describes("Whether it gets spares when it is starved")
    boolean isGrows();

    /** The rule. */
    @Describes("The rule by which it does not grow: none, off, scheduled, bounded-queue, no-queue or one-worker")
    String getGrowthLimit();

    /** By kind. */
    @Describes("Milliseconds that its workers were blocked in tasks, by kind of call")
    Map<String, Long> getBlockedMillis();

    /** By cause. */
    @Describes("Processors that sysmon took from its workers, by cause")
    Map<String, Long> getRetakes();

    /** In nanoseconds. */
    @Describes("How long its workers waited for a processor; those that got one at once count as 0")
    WaitData getWaits();

    /** In observe mode. */
    @Describes("Milliseconds in which spares would have helped it; worked out in mode observe only")
    long getStarvedMillis();

    /** In observe mode. */
    @Describes("How many times as many tasks growing gives, an estimate of mode observe; 1 if none")
    double getGrowingGivesTimes();
}
