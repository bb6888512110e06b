// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

/**
 * Virtual threads that block through every choke point, on 21 and later. Argument: how many threads of each kind, unless a
 * kind has fewer. Prints for each kind how many came to their end, then how often one was pinned, one that
 * pins on purpose apart, then how many virtual threads were managed and what the agent's counters show ("none" without the agent).
 */
public final class VirtualBlocking {

    private static final String PROVOKED = "provoked-";
    private static final int MOST_FRAMES = 25;

    private final AtomicInteger managed = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private VirtualBlocking() {}

    /** Its initialiser sleeps, with a frame of the JVM below: this one pins. */
    private static final class Pins {
        static {
            LockSupport.parkNanos(1_000_000);
        }

        static void sleep() {}
    }

    /** Comes last. */
    private static final class End extends Event {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        VirtualBlocking program = new VirtualBlocking();
        AtomicInteger pinned = new AtomicInteger();
        AtomicInteger provoked = new AtomicInteger();
        Map<VirtualCall, Integer> ended = new EnumMap<>(VirtualCall.class);
        try (CallPartners partners = new CallPartners();
                RecordingStream events = new RecordingStream()) {
            loadClassesOfWaits();
            for (VirtualCall call : VirtualCall.values()) {
                program.run(call, partners, 2); // loading a class may pin
            }
            events.enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            events.onEvent("jdk.VirtualThreadPinned", event -> {
                if (event.getThread().getJavaName().startsWith(PROVOKED)) {
                    provoked.incrementAndGet();
                } else {
                    pinned.incrementAndGet();
                    System.out.println("pinned at " + place(event));
                }
            });
            Semaphore seen = new Semaphore(0);
            events.enable(End.class);
            events.onEvent(End.class.getName(), event -> seen.release());
            events.startAsync();
            for (VirtualCall call : VirtualCall.values()) {
                ended.put(call, program.run(call, partners, Math.min(count, call.most())));
            }
            Thread pin = VirtualThreads.factory(PROVOKED).newThread(Pins::sleep);
            pin.start();
            pin.join();
            // The flush that brought the first one may have passed by what another thread wrote shortly before.
            for (int i = 0; i < 2; i++) {
                new End().commit();
                seen.acquire();
            }
        }
        ended.forEach((call, times) -> System.out.println(call + "=" + times));
        System.out.println("failure=" + program.failure.get());
        System.out.println("managed=" + program.managed.get());
        System.out.println("pinned=" + pinned.get());
        System.out.println("provoked=" + provoked.get());
        System.out.println("counters=" + Counters.now());
    }

    /** Of conditions and of what follows a future; the few calls that warm up may find theirs fulfilled, as a process that has ended is. */
    private static void loadClassesOfWaits() throws InterruptedException {
        if (new CompletableFuture<Integer>().handle((exit, failure) -> exit).isDone()) {
            throw new AssertionError("completed by nobody");
        }
        Lock lock = new ReentrantLock();
        lock.lock();
        try {
            if (lock.newCondition().awaitNanos(1) > 0) {
                throw new AssertionError("signalled by nobody");
            }
        } finally {
            lock.unlock();
        }
    }

    private static String place(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null) {
            return "unknown";
        }
        return stack.getFrames().stream()
                .limit(MOST_FRAMES)
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .collect(Collectors.joining(" < "));
    }

    private int run(VirtualCall call, CallPartners partners, int count) throws Exception {
        ThreadFactory factory = VirtualThreads.factory(call + "-");
        AtomicInteger ended = new AtomicInteger();
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] = factory.newThread(() -> {
                try {
                    call.run(partners);
                    managed.addAndGet(Counters.isManaged() ? 1 : 0);
                    ended.incrementAndGet();
                } catch (Exception | AssertionError e) {
                    failure.compareAndSet(null, e);
                }
            });
        }
        for (int from = 0; from < count; from += call.atOnce()) {
            List<Thread> part = List.of(threads).subList(from, Math.min(count, from + call.atOnce()));
            part.forEach(Thread::start);
            for (Thread thread : part) {
                thread.join();
            }
        }
        return ended.get();
    }
}
