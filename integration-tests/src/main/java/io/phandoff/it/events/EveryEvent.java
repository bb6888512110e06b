// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.events;

import io.phandoff.Processors;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Does what each event tells of, in a pool of two on two processors, until each has been recorded. Says {@code ready} and its pid, waits for a line on
 * standard input, does it, says {@code done}, and ends with the next line or at the end of input; with "at-once" it waits for no line, with
 * "short-waits" also for the record of a wait below the default threshold.
 */
public final class EveryEvent {
    /** Less than the first round of all that sleeps at once. */
    static final Duration BLOCKED = Duration.ofMillis(60 * 25);

    static final Duration SHORT_WAIT = Duration.ofMillis(10);

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String PASS_THROUGH = "PassThrough";
    private static final Object MONITOR = new Object();
    /** Kinds of events that are still to be recorded. */
    private static final Set<String> MISSING = ConcurrentHashMap.newKeySet();

    private EveryEvent() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        boolean waits = !options.contains("at-once");
        System.out.println("ready pid=" + ProcessHandle.current().pid());
        if (waits) {
            System.in.read();
        }
        awaitRecords();
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
        try (RecordingStream stream = new RecordingStream()) {
            expectAll(stream, options.contains("short-waits"));
            stream.startAsync();
            work(pool);
            Processors.resize(3);
            Processors.resize(2);
            Processors.stopTheWorld(() -> {}, Duration.ofNanos(LIMIT_NANOS)); // a worker may be late to park
            Processors.resume(Processors.passThrough("for a moment"));
            awaitPassThrough();
        }
        pool.shutdown();
        System.out.println("ended=" + pool.awaitTermination(30, TimeUnit.SECONDS));
        System.out.println(MISSING.isEmpty() ? "done" : "done, but for " + MISSING);
        if (waits) {
            System.in.read();
        }
    }

    /** The agent's part of a recording begins a moment after the recording. */
    private static void awaitRecords() throws InterruptedException {
        CountDownLatch recorded = new CountDownLatch(1);
        try (RecordingStream stream = new RecordingStream()) {
            stream.onEvent("io.phandoff.State", event -> recorded.countDown());
            stream.startAsync();
            if (!recorded.await(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("no events of the agent");
            }
        }
    }

    /** What depends on who looks when; all else happens in each round. */
    private static void expectAll(RecordingStream stream, boolean shortWaits) {
        expect(stream, "PoolGrowth", event -> event.getInt("spares") >= 2);
        expect(stream, "PoolState", event -> event.getInt("spares") > 0);
        expect(stream, "BlockedTime", EveryEvent::isMuchSleep);
        expect(stream, "Retake", EveryEvent::isSampleOfContention);
        expect(stream, PASS_THROUGH, event -> !event.getBoolean("active"));
        if (shortWaits) {
            expect(stream, "ProcessorWait", event -> event.getDuration().compareTo(SHORT_WAIT) < 0);
        }
    }

    private static void expect(RecordingStream stream, String name, Predicate<RecordedEvent> which) {
        MISSING.add(name);
        stream.onEvent("io.phandoff." + name, event -> {
            if (which.test(event)) {
                MISSING.remove(name);
            }
        });
    }

    /** Growth, the periods, samples of stacks: the agent may have looked elsewhere, or too late, but not each time. */
    private static void work(ThreadPoolExecutor pool) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        int round = 0;
        do {
            grow(pool, ++round);
            compete(pool);
            competeBriefly(pool);
            contend(pool);
            TimeUnit.MILLISECONDS.sleep(100);
        } while (!MISSING.equals(Set.of(PASS_THROUGH)) && System.nanoTime() < end);
    }

    /** A thread of its own tells of it. */
    private static void awaitPassThrough() throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (MISSING.contains(PASS_THROUGH) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** More sleep at once than two threads can, and than there are spares of the round before. */
    private static void grow(ThreadPoolExecutor pool, int round) throws Exception {
        runAll(pool, 60 * round, () -> sleep(30));
    }

    /** Many come back from a call at once and want to run, which two can. */
    private static void compete(ThreadPoolExecutor pool) throws Exception {
        runAll(pool, 30, () -> {
            sleep(5);
            return spin(3_000);
        });
    }

    /** The same so often and for so little that some wait for a short time only, however cold the JVM and busy the machine. */
    private static void competeBriefly(ThreadPoolExecutor pool) throws Exception {
        runAll(pool, 300, () -> {
            sleep(5);
            return spin(200);
        });
    }

    /** They stand at a monitor with their processors, until sysmon sees them, while others want to run. */
    private static void contend(ThreadPoolExecutor pool) throws Exception {
        runAll(pool, 40, () -> {
            synchronized (MONITOR) {
                sleep(10);
            }
            return spin(2_000);
        });
    }

    /** Whether the event is the retake from a worker that was seen to wait for this program's monitor. */
    static boolean isSampleOfContention(RecordedEvent retake) {
        String frames = retake.getString("topFrames");
        return retake.getString("cause").equals("monitor")
                && frames != null
                && frames.startsWith(EveryEvent.class.getName() + ".lambda$contend$");
    }

    private static boolean isMuchSleep(RecordedEvent blockedTime) {
        return blockedTime.getString("call").equals("sleep")
                && blockedTime.getDuration("total").compareTo(BLOCKED) > 0;
    }

    private static void runAll(ThreadPoolExecutor pool, int tasks, Callable<Void> task) throws Exception {
        for (Future<Void> future : pool.invokeAll(Collections.nCopies(tasks, task))) {
            future.get();
        }
    }

    private static Void sleep(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return null;
    }

    private static Void spin(long micros) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return null;
    }
}
