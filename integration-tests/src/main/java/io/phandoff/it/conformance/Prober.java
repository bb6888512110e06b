// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.concurrent.locks.LockSupport;

/** The task that wants the processor, and computes as long as it has it. One thread runs it; others ask. */
final class Prober implements Runnable {
    private static final long GIVE_WAY_NANOS = 300_000;

    private volatile long begunAt;
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile int asked;
    private volatile int given;

    @Override
    public void run() {
        begunAt = System.nanoTime();
        while (!stopped) {
            if (given != asked) {
                LockSupport.parkNanos(GIVE_WAY_NANOS);
                given = asked;
            }
            Thread.onSpinWait();
        }
        ended = true;
    }

    /** Whether it has had the processor. */
    boolean begun() {
        return begunAt != 0;
    }

    /** Whether it had the processor before that time. */
    boolean begunBefore(long nanoTime) {
        return begunAt != 0 && begunAt < nanoTime;
    }

    /** Whether it has ended; its worker may still be on its way to its queue. */
    boolean ended() {
        return ended;
    }

    void stop() {
        stopped = true;
    }

    /** Lets another worker go on with its call, which has only made one step. Waits until that is done. */
    void giveWay() throws InterruptedException {
        int before = given;
        asked = before + 1;
        while (given == before) {
            Thread.sleep(0, 100_000);
        }
    }
}
