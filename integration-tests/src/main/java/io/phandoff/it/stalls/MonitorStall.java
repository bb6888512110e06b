// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.util.concurrent.CountDownLatch;

/** A monitor that a plain thread holds. */
final class MonitorStall implements Stall {

    private final boolean method;
    private volatile CountDownLatch wanted;
    private long entries;

    MonitorStall(boolean method) {
        this.method = method;
    }

    @Override
    public void arm() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        wanted = new CountDownLatch(1);
        Thread owner = new Thread(() -> hold(held), "monitor-owner");
        owner.setDaemon(true);
        owner.start();
        held.await();
    }

    private synchronized void hold(CountDownLatch held) {
        held.countDown();
        try {
            wanted.await();
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void block() {
        wanted.countDown();
        if (method) {
            enter();
        } else {
            synchronized (this) {
                entries++;
            }
        }
    }

    private synchronized void enter() {
        entries++;
    }

    @Override
    public synchronized String toString() {
        return "entries=" + entries;
    }
}
