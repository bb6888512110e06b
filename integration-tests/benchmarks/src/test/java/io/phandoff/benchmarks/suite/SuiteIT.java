// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.JavaHomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite still works: one row on one pool for a moment. It holds no figure to anything. */
@Timeout(120)
class SuiteIT {

    @Test
    void measure_oneRow_isMeasuredCheckedAndWritten(@TempDir Path directory) throws IOException, InterruptedException {
        SuiteOptions options = SuiteOptions.parse(List.of(
                "rows=a.socket10",
                "pools=2",
                "rounds=1",
                "in-flight=20",
                "warm-up-millis=100",
                "millis=200",
                "out=" + directory));

        assertThat(new Suite(JavaHomes.newest(), options).measure()).isTrue();

        List<String> lines = Files.readAllLines(directory.resolve("suite.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).matches("a\\.socket10\\.cpu50\\.closed,2,without,1,.*");
        // its rate: without the agent, with it
        assertThat(lines.get(2)).matches("a\\.socket10\\.cpu50\\.closed,2,with,1,[\\d.]+,[\\d.]+,[\\d.]+,[1-9].*");
        assertThat(directory.resolve("suite.md")).content().contains("| 2 | **with** | ");
    }
}
