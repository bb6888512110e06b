// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.events;

import io.phandoff.Processors;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Does what each event tells of, in a pool of two on two processors. Says {@code ready} and its pid, waits for a line on standard input, does
 * it, says {@code done}, and ends with the next line or at the end of input; with "at-once" it waits for no line.
 */
public final class EveryEvent {
    private static final Object MONITOR = new Object();

    private EveryEvent() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        boolean waits = args.length == 0;
        System.out.println("ready pid=" + ProcessHandle.current().pid());
        if (waits) {
            System.in.read();
        }
        awaitRecords();
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
        grow(pool);
        compete(pool);
        competeBriefly(pool);
        contendUntilSampled(pool);
        Processors.resize(3);
        Processors.resize(2);
        Processors.stopTheWorld(() -> {});
        Processors.resume(Processors.passThrough("for a moment"));
        TimeUnit.MILLISECONDS.sleep(1500); // periods of up to a second
        pool.shutdown();
        System.out.println("ended=" + pool.awaitTermination(20, TimeUnit.SECONDS));
        System.out.println("done");
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
            if (!recorded.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no events of the agent");
            }
        }
    }

    /** Many sleep at once, which two threads cannot. */
    private static void grow(ThreadPoolExecutor pool) throws Exception {
        runAll(pool, 60, () -> sleep(30));
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

    /** Stacks are sampled: the agent may have looked elsewhere, or too late, but not each time. */
    private static void contendUntilSampled(ThreadPoolExecutor pool) throws Exception {
        CountDownLatch sampled = new CountDownLatch(1);
        try (RecordingStream stream = new RecordingStream()) {
            stream.onEvent("io.phandoff.Retake", event -> {
                if (isSampleOfContention(event)) {
                    sampled.countDown();
                }
            });
            stream.startAsync();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            do {
                contend(pool);
            } while (!sampled.await(100, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        }
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
