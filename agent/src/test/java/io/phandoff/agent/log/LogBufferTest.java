// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

class LogBufferTest {

    @Test
    void next_linesAdded_comeInTheirOrder() {
        LogBuffer buffer = new LogBuffer(3);
        add(buffer, 3);

        assertThat(rest(buffer)).containsExactly("line 1", "line 2", "line 3");
    }

    @Test
    void next_tooManyLines_oldestAreDroppedAndCounted() {
        LogBuffer buffer = new LogBuffer(3);
        add(buffer, 5);

        assertThat(rest(buffer)).containsExactly("log-lines-dropped count=2 kept=3", "line 3", "line 4", "line 5");
    }

    @Test
    void next_dropsToldOnce_countFromNullAgain() {
        LogBuffer buffer = new LogBuffer(1);
        add(buffer, 2);
        rest(buffer);
        add(buffer, 3);

        assertThat(rest(buffer)).containsExactly("log-lines-dropped count=2 kept=1", "line 3");
    }

    @Test
    @Timeout(30)
    void awaitEmpty_lineTakenButNotWritten_waits() throws InterruptedException {
        LogBuffer buffer = new LogBuffer(3);
        add(buffer, 1);
        buffer.next();
        Thread waiter = new Thread(() -> {
            try {
                buffer.awaitEmpty(Duration.ofSeconds(20).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

        assertThat(buffer.next()).isNull();
        waiter.join(Duration.ofSeconds(10).toMillis());
        assertThat(waiter.isAlive()).isFalse();
    }

    @Test
    @Timeout(30)
    void awaitEmpty_afterTheLastLineWasWrittenAndTheWriterPaused_returns() throws InterruptedException {
        LogBuffer buffer = new LogBuffer(3);
        add(buffer, 1);
        buffer.next();
        buffer.written();

        buffer.awaitEmpty(Duration.ofMinutes(10).toMillis());

        assertThat(rest(buffer)).isEmpty();
    }

    @Test
    @Timeout(30)
    void awaitEmpty_nobodyWrites_givesUp() throws InterruptedException {
        LogBuffer buffer = new LogBuffer(3);
        add(buffer, 1);
        buffer.awaitEmpty(10);

        assertThat(rest(buffer)).containsExactly("line 1");
    }

    private static void add(LogBuffer buffer, int lines) {
        for (int i = 1; i <= lines; i++) {
            buffer.add(new LogLine(0, "io.phandoff.test", Level.INFO, "line " + i));
        }
    }

    private static List<String> rest(LogBuffer buffer) {
        List<String> texts = new ArrayList<>();
        for (LogLine line = buffer.next(); line != null; line = buffer.next()) {
            texts.add(line.text());
        }
        return texts;
    }
}
