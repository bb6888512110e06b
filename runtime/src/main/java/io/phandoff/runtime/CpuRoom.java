// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.TimeUnit;

/**
 * Whether a spare worker would find a CPU. An idle processor does not say so: threads that are not managed, and other programs,
 * use CPUs too. Without this a pool of 200 whose machine was busy got 256 spares that added nothing but switches.
 *
 * <p>The answer is that of the last window of time that has ended: there is room if the machine's CPUs were idle for an eighth of
 * one CPU together. After a time without a question there is, until a window has ended.
 *
 * <p><b>Threads.</b> The starter only.
 *
 * <p><b>Rejected.</b> Who can run at the moment of the look ({@code /proc/loadavg}): whoever looks was just woken, mostly by the
 * tick that woke workers too, so with a fifth of the CPUs' time unused it found one idle in one look out of fifty.
 */
final class CpuRoom {
    /** Ten times the resolution of what the system tells. */
    static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final long FORGET_NANOS = 3 * WINDOW_NANOS;
    /** Of one CPU's time. */
    private static final int ENOUGH = 8;

    private final ThreadProbe probe;
    private boolean room = true;
    private long begin;
    private long idleAtBegin = -1;

    CpuRoom(ThreadProbe probe) {
        this.probe = probe;
    }

    /** Whether one thread more would find a CPU; always where the system does not tell. */
    boolean look(long now) {
        long elapsed = now - begin;
        if (idleAtBegin >= 0 && elapsed < WINDOW_NANOS) {
            return room;
        }
        long idle = probe.idleCpuNanos();
        room = idle < 0 || idleAtBegin < 0 || elapsed > FORGET_NANOS || (idle - idleAtBegin) * ENOUGH >= elapsed;
        begin = now;
        idleAtBegin = idle;
        return room;
    }
}
