// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.CallBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JMH forks with the flags of the tables: each is a JVM that takes them and runs; times mean nothing here. */
@Timeout(120)
class JavaForksTest {

    @TempDir
    private Path directory;

    @Test
    void measure_onPlatformThreads_givesATime() throws Exception {
        JavaForks forks = new JavaForks(directory);
        Row.JavaRun run = new Row.JavaRun(
                CallBenchmark.class.getName() + ".unmanaged", 1, Map.of("processors", "2", "recording", "none"));
        Measured measured = forks.measure(run);
        assertThat(measured).as(Files.readString(forks.log(run))).isNotNull();
        assertThat(measured.typical()).isPositive();
    }
}
