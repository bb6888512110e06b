// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.phandoff.it.JavaHomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite still works: one row on one pool for a moment. It holds no figure to anything. */
@Timeout(400)
class SuiteIT {

    private static final String WITHOUT = "a\\.socket10\\.cpu50\\.closed,2,without,1,.*";
    /** Its rate: without the agent, with it. */
    private static final String WITH = "a\\.socket10\\.cpu50\\.closed,2,with,1,[\\d.]+,[\\d.]+,[\\d.]+,[1-9].*";

    /** What was written. */
    private static List<String> measure(Path directory, int millis) throws IOException, InterruptedException {
        SuiteOptions options = SuiteOptions.parse(List.of(
                "rows=a.socket10",
                "pools=2",
                "rounds=1",
                "in-flight=20",
                "warm-up-millis=100",
                "millis=" + millis,
                "out=" + directory));

        assertThat(new Suite(JavaHomes.newest(), options).measure()).isTrue();
        List<String> lines = Files.readAllLines(directory.resolve("suite.csv"));
        assertThat(lines).hasSize(3);
        return lines;
    }

    @Test
    void measure_oneRow_isMeasuredCheckedAndWritten(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> lines = measure(directory, 200);
        if (!lines.get(2).matches(WITH)) { // no task has ended in such a moment of a JVM that is just starting
            lines = measure(directory, 10_000);
        }
        assertThat(lines.get(1)).matches(WITHOUT);
        assertThat(lines.get(2)).matches(WITH);
        assertThat(directory.resolve("suite.md")).content().contains("| 2 | **with** | ");
    }

    @Test
    void measure_pairs_workInTurnsAndAreWritten(@TempDir Path directory) throws IOException, InterruptedException {
        SuiteOptions options = SuiteOptions.parse(List.of(
                "rows=e.256kb",
                "pools=2",
                "rounds=1",
                "pairs=2",
                "warm-up-millis=100",
                "millis=200",
                "out=" + directory));

        assertThat(new Suite(JavaHomes.newest(), options).measure()).isTrue();
        assertThat(Files.readAllLines(directory.resolve("pairs.md")))
                .hasSize(5)
                .last(STRING)
                .startsWith("| e.256kb | 2 | ");
    }
}
