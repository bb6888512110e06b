// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimerSlackTest {
    /** A thread each: it takes its slack with it. */
    private final Executor ownThread = task -> new Thread(task, "slack").start();

    @Test
    void shorten_ofTheCallingThread_isWhatTheKernelTells() throws ExecutionException, InterruptedException {
        assumeThat(Path.of("/proc/thread-self")).exists();
        assumeThat(Path.of("/proc/self/timerslack_ns")).isWritable();
        assertThat(CompletableFuture.supplyAsync(TimerSlackTest::shortened, ownThread)
                        .get())
                .isEqualTo("true " + TimerSlack.NANOS);
    }

    @Test
    void shorten_numberNotKnown_changesNothing() {
        assertThat(TimerSlack.shorten(0)).isFalse();
        assertThat(TimerSlack.shorten(-1)).isFalse();
    }

    @Test
    void shorten_noSuchThread_changesNothing() {
        assertThat(TimerSlack.shorten(Integer.MAX_VALUE)).isFalse();
    }

    private static String shortened() {
        try {
            String number = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
            boolean done = TimerSlack.shorten(Integer.parseInt(number));
            return done + " "
                    + Files.readString(Path.of("/proc", number, "timerslack_ns"))
                            .strip();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
