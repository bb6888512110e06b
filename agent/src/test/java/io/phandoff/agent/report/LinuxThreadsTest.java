// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.ThreadProbe.KernelState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LinuxThreadsTest {
    /** Between two searches. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LinuxThreads threads = new LinuxThreads(new ManagementThreadProbe());
    private volatile boolean done;

    @Test
    void state_threadThatWaits_sleeps() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Thread waiter = new Thread(() -> waitFor(never), "odd) R name");
        waiter.start();
        await().until(() -> waits(waiter) && threads.state(waiter) == KernelState.SLEEPS);
        assertThat(threads.state(waiter)).isEqualTo(KernelState.SLEEPS);
        never.countDown();
        waiter.join();
    }

    @Test
    void state_byTheNumberThatAThreadWasTold_isThatThreads() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger number = new AtomicInteger();
        Thread waiter = new Thread(() -> {
            number.set(LinuxThreads.current());
            waitFor(never);
        });
        waiter.start();
        await().until(() -> waits(waiter) && threads.state(waiter, number.get()) == KernelState.SLEEPS);
        assertThat(number.get()).isPositive().isNotEqualTo(LinuxThreads.current());
        assertThat(threads.state(Thread.currentThread(), LinuxThreads.current()))
                .isEqualTo(KernelState.RUNS);
        never.countDown();
        waiter.join(); // which returns a little before the kernel's thread has ended
        await().until(() -> threads.state(waiter, number.get()) != KernelState.RUNS);
    }

    /** Looking through all threads of a large program takes milliseconds, so that is done now and then only. */
    @Test
    void state_searchedForJustNow_isTakenToRun() {
        CountDownLatch never = new CountDownLatch(1);
        Thread one = new Thread(() -> waitFor(never));
        Thread other = new Thread(() -> waitFor(never));
        one.start();
        other.start();
        await().until(() -> waits(one) && waits(other));
        LinuxThreads asked = askedForBoth(one, other);
        await().pollInterval(Duration.ofMillis(30)).until(() -> asked.state(other, 0) == KernelState.SLEEPS);
        never.countDown();
    }

    /** One that took the other thread to run, as it had just searched for the first. */
    private static LinuxThreads askedForBoth(Thread one, Thread other) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (deadline - System.nanoTime() > 0) {
            LinuxThreads asked = new LinuxThreads(new ManagementThreadProbe());
            long begin = System.nanoTime();
            asked.state(one, 0);
            KernelState state = asked.state(other, 0);
            if (System.nanoTime() - begin < PAUSE_NANOS) { // else it may search again
                assertThat(state).isEqualTo(KernelState.RUNS);
                return asked;
            }
        }
        throw new AssertionError("this machine was never fast enough to ask twice within 20 ms");
    }

    /** More of them than CPUs, so that some of the looks meet one that waits for a CPU. */
    @Test
    void state_threadsThatCompute_run() throws InterruptedException {
        Thread[] busy = new Thread[2 * Runtime.getRuntime().availableProcessors()];
        for (int i = 0; i < busy.length; i++) {
            busy[i] = new Thread(this::spin);
            busy[i].start();
        }
        for (Thread thread : busy) {
            await().until(() -> threads.state(thread) == KernelState.RUNS);
        }
        int asleep = 0;
        for (int look = 0; look < 1000; look++) {
            asleep += threads.state(busy[look % busy.length]) == KernelState.SLEEPS ? 1 : 0;
        }
        // a safe point of the JVM stops them for a moment, which this thread may spend in the kernel
        assertThat(asleep).isLessThan(20);
        done = true;
        for (Thread thread : busy) {
            thread.join();
        }
    }

    @Test
    void state_threadThatEnded_isUnknown() throws InterruptedException {
        Thread dead = new Thread(() -> {});
        dead.start();
        dead.join();
        assertThat(threads.state(dead)).isEqualTo(KernelState.UNKNOWN);
    }

    /** Not before it has got there: what it needs on the way may be locked, and then it sleeps as well. */
    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    private void spin() {
        while (!done) {
            Thread.onSpinWait();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
