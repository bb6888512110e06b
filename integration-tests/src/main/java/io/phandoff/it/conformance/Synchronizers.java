// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Semaphores, latches, barriers, conditions: waiting for what another thread does. */
final class Synchronizers {
    static final List<Row> ROWS = List.of(
            row("Semaphore.acquire", () -> {
                Semaphore semaphore = new Semaphore(0);
                return Call.of(semaphore::acquire, semaphore::release);
            }),
            row("Semaphore.tryAcquire(long, TimeUnit)", () -> {
                Semaphore semaphore = new Semaphore(0);
                return Call.timed(() -> semaphore.tryAcquire(MILLIS, TimeUnit.MILLISECONDS));
            }),
            row("CountDownLatch.await()", () -> {
                CountDownLatch latch = new CountDownLatch(1);
                return Call.of(latch::await, latch::countDown);
            }),
            row("CountDownLatch.await(long, TimeUnit)", () -> {
                CountDownLatch latch = new CountDownLatch(1);
                return Call.timed(() -> latch.await(MILLIS, TimeUnit.MILLISECONDS));
            }),
            row("Condition.await()", () -> condition(Condition::await)),
            row("Condition.awaitUninterruptibly", () -> condition(Condition::awaitUninterruptibly)),
            row("Condition.await(long, TimeUnit)", () -> condition(c -> c.await(MILLIS, TimeUnit.MILLISECONDS))),
            row("Phaser.arriveAndAwaitAdvance", () -> {
                Phaser phaser = new Phaser(2);
                return Call.of(phaser::arriveAndAwaitAdvance, phaser::arrive);
            }),
            row("Exchanger.exchange", () -> {
                Exchanger<String> exchanger = new Exchanger<>();
                return Call.of(() -> exchanger.exchange("a"), () -> exchanger.exchange("b"));
            }),
            row("CyclicBarrier.await", () -> {
                CyclicBarrier barrier = new CyclicBarrier(2);
                return Call.of(barrier::await, barrier::await);
            }));

    private Synchronizers() {}

    private interface Await {
        void await(Condition condition) throws InterruptedException;
    }

    private static Call condition(Await await) {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        return Call.of(
                () -> {
                    lock.lock();
                    try {
                        await.await(condition);
                    } finally {
                        lock.unlock();
                    }
                },
                () -> {
                    lock.lock();
                    try {
                        condition.signalAll();
                    } finally {
                        lock.unlock();
                    }
                });
    }
}
