// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.ThreadProbe.KernelState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LinuxThreadsTest {
    private final LinuxThreads threads = new LinuxThreads(new ManagementThreadProbe());
    private volatile boolean done;

    @Test
    void state_threadThatWaits_sleeps() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Thread waiter = new Thread(() -> waitFor(never), "odd) R name");
        waiter.start();
        await().until(() -> threads.state(waiter) == KernelState.SLEEPS);
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
        await().until(() -> threads.state(waiter, number.get()) == KernelState.SLEEPS);
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
        await().until(() -> one.getState() == Thread.State.WAITING && other.getState() == Thread.State.WAITING);
        await().pollDelay(Duration.ofMillis(30)).until(() -> threads.state(one, 0) == KernelState.SLEEPS);
        assertThat(threads.state(other, 0)).isEqualTo(KernelState.RUNS);
        await().pollInterval(Duration.ofMillis(30)).until(() -> threads.state(other, 0) == KernelState.SLEEPS);
        never.countDown();
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
        for (int look = 0; look < 1000; look++) {
            assertThat(threads.state(busy[look % busy.length])).isNotEqualTo(KernelState.SLEEPS);
        }
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
