// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.phandoff.agent.cli.JvmList.Answer;
import io.phandoff.agent.cli.JvmList.Asked;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmListTest {
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(16);

    private final CountDownLatch over = new CountDownLatch(1);

    Answer never(long pid) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Answer("late", "late");
    }

    /** With more time if need be, for the one that answers needs a thread that runs; the other uses all of it up. */
    private String textOfOneThatHangs() throws InterruptedException {
        String text = "";
        for (long limit = LEAST_NANOS; limit <= MOST_NANOS && !text.contains("1.0"); limit *= 2) {
            List<Asked> jvms = List.of(
                    new Asked(11, "hangs", this::never),
                    new Asked(12, "", pid -> new Answer("1.0", "observe\u001b[2J")));
            text = JvmList.text(jvms, limit);
        }
        return text;
    }

    @Test
    void text_oneDoesNotAnswer_theOthersAreListedAndItHasNoAgentKnown() {
        String text = assertTimeoutPreemptively(Duration.ofSeconds(90), this::textOfOneThatHangs);
        over.countDown();
        assertThat(text.lines())
                .containsExactly(
                        "PID      AGENT      MODE         PROGRAM",
                        "11       ?          ?            hangs",
                        "12       1.0        observe?[2J  -");
    }

    @Test
    void forbidsAttach_commandLine_theLastFlagCounts() {
        String flag = "-XX:+DisableAttachMechanism\0";
        assertThat(JvmCheck.forbidsAttach("java\0" + flag + "Main\0")).isTrue();
        assertThat(JvmCheck.forbidsAttach("java\0" + flag + flag.replace('+', '-') + "Main\0"))
                .isFalse();
        assertThat(JvmCheck.forbidsAttach("java\0Main\0")).isFalse();
        assertThat(JvmCheck.forbidsAttach("")).isFalse();
    }

    @Test
    void isStopped_linesOfTheKernel_tell() {
        assertThat(JvmCheck.isStopped(List.of("State:\tT (stopped)"))).isTrue();
        assertThat(JvmCheck.isStopped(List.of("State:\tt (tracing stop)"))).isTrue();
        assertThat(JvmCheck.isStopped(List.of("State:\tS (sleeping)"))).isFalse();
        assertThat(JvmCheck.isStopped(List.of())).isFalse();
    }
}
