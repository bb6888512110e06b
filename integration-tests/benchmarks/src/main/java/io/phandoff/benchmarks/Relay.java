// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that sleeps until it is asked, and then wakes who asked: the two wake-ups that a retake after a calm cannot do without,
 * sysmon's and that of who waits. By {@code unpark} and {@code notify}, as the runtime does.
 *
 * <p><b>Threads.</b> Its own, and those that ask, one at a time. <b>Memory modes.</b> {@code asked}: volatile; {@code answered}: under the monitor.
 */
final class Relay implements Runnable {
    private static final long ANSWER_MILLIS = 10_000;

    private final Thread thread = new Thread(this, "relay");
    private volatile boolean asked;
    private boolean answered;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Wakes the thread and sleeps until it has answered. */
    synchronized void roundTrip() throws InterruptedException {
        answered = false;
        asked = true;
        LockSupport.unpark(thread);
        while (!answered) {
            wait(ANSWER_MILLIS);
        }
    }

    @Override
    public void run() {
        while (true) {
            while (!asked) {
                LockSupport.park(this);
            }
            asked = false;
            synchronized (this) {
                answered = true;
                notifyAll();
            }
        }
    }
}
