// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.config.LogMode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SummaryWriterTest {
    private static final long LONG = TimeUnit.MINUTES.toMillis(10);

    private final AgentLog log = AgentLog.open(LogMode.NONE, null);
    private final CountDownLatch neverRead = new CountDownLatch(1);

    @AfterEach
    void end() {
        neverRead.countDown();
        log.end();
    }

    @Test
    void await_threadThatNeverBegins_isGivenUp() throws InterruptedException {
        SummaryWriter writer = new SummaryWriter(log, 20, LONG);
        Thread thread = start(this::hang);

        writer.await(thread);

        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void await_threadThatHangsAfterALine_isGivenUp() throws InterruptedException {
        SummaryWriter writer = new SummaryWriter(log, LONG, 20);
        Thread thread = start(() -> {
            writer.write(List.of("SUMMARY"));
            hang();
        });

        writer.await(thread);

        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void await_threadThatIsSlow_isAwaited() throws InterruptedException {
        SummaryWriter writer = new SummaryWriter(log, LONG, LONG);
        Thread thread = start(() -> {
            pause();
            writer.write(List.of("SUMMARY", "SUMMARY"));
            pause();
        });

        writer.await(thread);

        assertThat(thread.isAlive()).isFalse();
    }

    private void hang() {
        try {
            neverRead.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body, "test-summary");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
