// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Call.NANOS;
import static io.phandoff.it.conformance.Row.row;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Parking, waiting, joining, sleeping. */
final class Parks {
    private static final Object BLOCKER = new Object();

    static final List<Row> ROWS = List.of(
            row("LockSupport.park()", () -> parked(LockSupport::park)),
            row("LockSupport.park(Object)", () -> parked(() -> LockSupport.park(BLOCKER))),
            row("LockSupport.parkNanos(long)", () -> Call.timed(() -> LockSupport.parkNanos(NANOS))),
            row("LockSupport.parkNanos(Object, long)", () -> Call.timed(() -> LockSupport.parkNanos(BLOCKER, NANOS))),
            row("LockSupport.parkUntil(long)", () -> Call.timed(() -> LockSupport.parkUntil(later()))),
            row("LockSupport.parkUntil(Object, long)", () -> Call.timed(() -> LockSupport.parkUntil(BLOCKER, later()))),
            row("sun.misc.Unsafe.park", Parks::unsafePark),
            row("Object.wait()", () -> waiting(Object::wait)),
            row("Object.wait(long)", () -> waiting(monitor -> monitor.wait(MILLIS))),
            row("Object.wait(long, int)", () -> waiting(monitor -> monitor.wait(MILLIS, 1))),
            row("TimeUnit.timedWait", () -> waiting(monitor -> TimeUnit.MILLISECONDS.timedWait(monitor, MILLIS))),
            row("Thread.join()", () -> joining(Thread::join)),
            row("Thread.join(long)", () -> joining(thread -> thread.join(MILLIS))),
            row("Thread.join(Duration)", Parks::joinDuration).since(19),
            row("TimeUnit.timedJoin", () -> joining(thread -> TimeUnit.MILLISECONDS.timedJoin(thread, MILLIS))),
            row("Thread.sleep(long)", () -> Call.timed(() -> Thread.sleep(MILLIS))),
            row("Thread.sleep(long, int)", () -> Call.timed(() -> Thread.sleep(MILLIS, 1))),
            row("Thread.sleep(Duration)", Parks::sleepDuration).since(19),
            row("TimeUnit.sleep", () -> Call.timed(() -> TimeUnit.MILLISECONDS.sleep(MILLIS))),
            row("Thread::sleep (method reference)", Parks::methodReference),
            row("wait for a java.util.Timer's task", Parks::timer),
            row("ReferenceQueue.remove(long)", () -> {
                ReferenceQueue<Object> queue = new ReferenceQueue<>();
                return Call.timed(() -> queue.remove(MILLIS));
            }));

    private Parks() {}

    private static long later() {
        return System.currentTimeMillis() + MILLIS;
    }

    private interface Parking {
        void run();
    }

    private static Call parked(Parking parking) {
        Thread[] parked = new Thread[1];
        boolean[] over = new boolean[1];
        return Call.of(
                () -> {
                    parked[0] = Thread.currentThread();
                    while (!over[0]) {
                        parking.run();
                    }
                },
                () -> {
                    over[0] = true;
                    LockSupport.unpark(parked[0]);
                });
    }

    private static Call unsafePark() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        MethodHandle park = MethodHandles.lookup()
                .findVirtual(type, "park", MethodType.methodType(void.class, boolean.class, long.class))
                .bindTo(field.get(null));
        return Call.timed(() -> invoke(park, false, NANOS));
    }

    private static Call sleepDuration() throws ReflectiveOperationException {
        MethodHandle sleep = MethodHandles.lookup()
                .findStatic(Thread.class, "sleep", MethodType.methodType(void.class, Duration.class));
        return Call.timed(() -> invoke(sleep, Duration.ofMillis(MILLIS)));
    }

    private static Call joinDuration() throws ReflectiveOperationException {
        MethodHandle join = MethodHandles.lookup()
                .findVirtual(Thread.class, "join", MethodType.methodType(boolean.class, Duration.class));
        return joining(thread -> invoke(join, thread, Duration.ofMillis(MILLIS)));
    }

    private static void invoke(MethodHandle handle, Object... arguments) throws Exception {
        try {
            handle.invokeWithArguments(arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Use<T> {
        void with(T value) throws Exception;
    }

    private static Call waiting(Use<Object> waiting) {
        Object monitor = new Object();
        return Call.of(
                () -> {
                    synchronized (monitor) {
                        waiting.with(monitor);
                    }
                },
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                });
    }

    private static Call joining(Use<Thread> joining) {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Others.start(end::await);
        return Call.of(() -> joining.with(thread), end::countDown);
    }

    private interface Sleep {
        void sleep(long millis) throws InterruptedException;
    }

    private static Call methodReference() {
        Sleep sleep = Thread::sleep;
        return Call.timed(() -> sleep.sleep(MILLIS));
    }

    private static Call timer() {
        Timer timer = new Timer(true);
        CountDownLatch done = new CountDownLatch(1);
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                done.countDown();
            }
        };
        return Call.timed(() -> {
                    timer.schedule(task, MILLIS);
                    done.await();
                })
                .closing(timer::cancel);
    }
}
