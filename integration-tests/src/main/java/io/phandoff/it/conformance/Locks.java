// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Locks of java.util.concurrent that another thread holds. */
final class Locks {
    static final List<Row> ROWS = List.of(
            row("ReentrantLock.lock", () -> held(new ReentrantLock(), Lock::lock)),
            row("ReentrantLock.lock (fair)", () -> held(new ReentrantLock(true), Lock::lock)),
            row("ReentrantLock.lockInterruptibly", () -> held(new ReentrantLock(), Lock::lockInterruptibly)),
            row("ReentrantLock.tryLock(long, TimeUnit)", () -> held(new ReentrantLock(), Locks::tryLock)),
            row("ReentrantReadWriteLock.readLock", () -> {
                ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
                return held(lock.writeLock(), lock.readLock(), Lock::lock);
            }),
            row("ReentrantReadWriteLock.writeLock", () -> {
                ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
                return held(lock.readLock(), lock.writeLock(), Lock::lock);
            }),
            row("StampedLock.readLock", () -> {
                StampedLock lock = new StampedLock();
                return held(lock.asWriteLock(), lock.asReadLock(), Lock::lock);
            }),
            row("StampedLock.writeLock", () -> {
                StampedLock lock = new StampedLock();
                return held(lock.asReadLock(), lock.asWriteLock(), Lock::lock);
            }),
            row("StampedLock.tryWriteLock(long, TimeUnit)", () -> {
                StampedLock lock = new StampedLock();
                return held(lock.asReadLock(), lock.asWriteLock(), Locks::tryLock);
            }));

    private Locks() {}

    private interface Acquire {
        void acquire(Lock lock) throws InterruptedException;
    }

    private static void tryLock(Lock lock) throws InterruptedException {
        if (!lock.tryLock(MILLIS * 2, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("not locked in time");
        }
    }

    private static Call held(Lock lock, Acquire acquire) throws InterruptedException {
        return held(lock, lock, acquire);
    }

    private static Call held(Lock taken, Lock wanted, Acquire acquire) throws InterruptedException {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Others.start(() -> {
            taken.lock();
            try {
                locked.countDown();
                release.await();
            } finally {
                taken.unlock();
            }
        });
        locked.await();
        return Call.of(
                () -> {
                    acquire.acquire(wanted);
                    wanted.unlock();
                },
                release::countDown);
    }
}
