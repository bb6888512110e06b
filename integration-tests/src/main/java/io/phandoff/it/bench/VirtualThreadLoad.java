// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The program under measurement: 10,000 virtual threads, none of them managed, in a closed loop of 20 us of CPU and
 * calls through hooked methods: a park for 5 ms, an Object.wait for 1 ms. Argument: steps of {@link Burn} a microsecond.
 *
 * <p>For each line {@code warmUpMillis measuredMillis} on standard input it prints {@code rate=}, as {@link PoolLoad} does.
 */
public final class VirtualThreadLoad {

    private static final int THREADS = 10_000;
    private static final int BURN_MICROS = 20;
    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LongAdder completed = new LongAdder();
    private final LongAdder checksum = new LongAdder();
    private final long burnSteps;
    private volatile boolean stopping;

    private VirtualThreadLoad(long stepsPerMicro) {
        burnSteps = stepsPerMicro * BURN_MICROS;
    }

    /** Runs the program until standard input ends. */
    public static void main(String[] args) throws Exception {
        VirtualThreadLoad load = new VirtualThreadLoad(Long.parseLong(args[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", 2);
            Rate rate = load.measure(Long.parseLong(words[0]), Long.parseLong(words[1]));
            System.out.println("rate=" + rate.tasksPerSecond() + " " + rate.cpuMicrosPerTask());
        }
        System.out.println("checksum=" + load.checksum.sum());
    }

    private Rate measure(long warmUpMillis, long measuredMillis) throws Exception {
        stopping = false;
        CountDownLatch ended = new CountDownLatch(THREADS);
        ThreadFactory factory = virtualThreads();
        for (int i = 0; i < THREADS; i++) {
            factory.newThread(() -> loop(ended)).start();
        }
        Thread.sleep(warmUpMillis);
        Rate rate = Rate.measure(completed, measuredMillis);
        stopping = true;
        ended.await();
        return rate;
    }

    private void loop(CountDownLatch ended) {
        Object monitor = new Object();
        try {
            while (!stopping) {
                LockSupport.parkNanos(PARK_NANOS);
                checksum.add(Burn.steps(burnSteps));
                synchronized (monitor) {
                    monitor.wait(1);
                }
                completed.increment();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            ended.countDown();
        }
    }

    /** These sources are too old to name them. */
    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}
