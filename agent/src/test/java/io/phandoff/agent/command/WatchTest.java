// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the test's own thread: what is thrown out of it fails the test, as it would end a thread of the program's JVM with a stack trace. */
class WatchTest {
    @TempDir
    Path directory;

    @Test
    void run_tableFails_saysSoAndEnds() throws IOException {
        new Watch(directory, 0, 1, () -> {
                    throw new NoClassDefFoundError("gone");
                })
                .run();
        assertThat(Reply.read(directory))
                .isEqualTo(new Reply(false, 2, "failed: cause=java.lang.NoClassDefFoundError: gone"));
    }

    @Test
    void run_agentIsStopped_saysSoAndEnds() throws IOException {
        AtomicInteger answers = new AtomicInteger();
        new Watch(directory, 0, 1, () -> answers.incrementAndGet() < 3 ? "table" : null).run();
        assertThat(Reply.read(directory)).isEqualTo(new Reply(false, 4, "the agent was stopped"));
    }

    @Test
    void run_directoryIsTakenAway_ends() throws IOException {
        Path box = Files.createTempDirectory(directory, "box");
        AtomicInteger answers = new AtomicInteger();
        new Watch(box, 0, 1, () -> {
                    if (answers.incrementAndGet() == 2) {
                        delete(box);
                    }
                    return "table";
                })
                .run();
        assertThat(answers).hasValue(2);
        assertThat(box).doesNotExist();
    }

    private static void delete(Path box) {
        try {
            Files.delete(box.resolve(Reply.FILE));
            Files.delete(box);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
