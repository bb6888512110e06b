// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.OnEveryJdk;
import io.phandoff.it.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each blocking call of the JDK leaves its processor to others: at least 90 % of the time on each row that a hook reaches;
 * on all others sysmon frees it within 5 ms. The table is printed and written to {@code target/conformance.md}.
 */
class ConformanceIT {
    private static final Path README = Path.of("..", "README.md");

    /** Some 30 seconds on an idle machine. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Map<Integer, Map<String, Result>> RESULTS = new TreeMap<>();

    @TempDir
    private Path directory;

    @OnEveryJdk
    void processor_ofBlockedWorker_isFreeForOthers(JavaHome home) throws Exception {
        Map<String, Result> results = run(home);
        RESULTS.put(home.feature(), results);
        write();
        Map<String, String> documented =
                MarkdownTable.read(Files.readAllLines(README)).column(home.feature());
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(results.values()).as("rows on %s", home).isNotEmpty().allMatch(Result::holds);
        results.forEach((name, result) -> {
            if (!documented.isEmpty() && !result.skipped()) {
                softly.assertThat(result)
                        .as("on %s (expected: as the README says, %s)", home, documented.get(name))
                        .matches(row -> row.agreesWith(documented.get(name)));
            }
        });
        softly.assertAll();
    }

    @Test
    void readme_ofTheProject_hasTheRowsOfTheProgram() throws IOException {
        assertThat(MarkdownTable.read(Files.readAllLines(README)).names()).isEqualTo(Catalogue.names());
    }

    @AfterAll
    static void print() {
        System.out.println(MarkdownTable.of(RESULTS, Result::cell));
    }

    private static void write() throws IOException {
        Files.writeString(
                Path.of("target", "conformance.md"),
                MarkdownTable.of(RESULTS, Result::cell).toString());
        Files.writeString(
                Path.of("target", "conformance-readme.md"),
                MarkdownTable.of(RESULTS, Result::lastingCell).toString());
    }

    private Map<String, Result> run(JavaHome home) throws Exception {
        Map<String, Result> results = new LinkedHashMap<>();
        AgentJvm program = AgentJvm.on(home)
                .agent()
                .wholeClassPath()
                .under(OwnNetwork.command(directory))
                .set("phandoff.procs", "1")
                .set("phandoff.strict", "true")
                .set("phandoff.grow", "false")
                .set("phandoff.slice", "10s") // only the call itself is to free the processor
                .set("phandoff.pools.include", "conformance-*")
                // up to JDK 17 reflection goes over to generated code after 15 calls, and that has hooks
                .set("sun.reflect.inflationThreshold", Integer.toString(Integer.MAX_VALUE))
                .set("sun.net.inetaddr.ttl", "0")
                .set("sun.net.inetaddr.negative.ttl", "0")
                .set("h2.bindAddress", "127.0.0.1")
                .flag("-XX:MaxDirectMemorySize=64m")
                .flag("-Xmx256m");
        try (RunningJvm jvm = program.start(Conformance.class)) {
            for (String line = ""; !line.equals(Conformance.DONE); line = jvm.awaitLine("", LIMIT)) {
                if (line.startsWith(Conformance.RESULT)) {
                    Result result = Result.parse(line.substring(Conformance.RESULT.length()));
                    results.put(result.name(), result);
                } else if (line.equals(Conformance.INPUT_WANTED)) {
                    jvm.send("x");
                }
            }
            JvmRun run = jvm.awaitEnd(LIMIT);
            assertThat(run.exitCode()).as("exit code of %s", run).isZero();
            assertThat(run.agentLines()).as("log of %s", run).noneMatch(line -> line.contains("pass-through"));
        }
        return results;
    }
}
