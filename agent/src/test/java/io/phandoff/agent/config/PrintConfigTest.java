// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintConfigTest {

    private static final String ARGUMENTS =
            "slice=5ms,pools.include= x\\y*,\u00fcb,pools.a b:c.grow=off,phandoff.pools.*.grow.max=3";

    @Test
    void text_nothingSet_isEveryOptionCommentedOut() {
        String text = text(null);

        assertThat(text.lines().filter(line -> !line.startsWith("#") && !line.isEmpty()))
                .isEmpty();
        assertThat(text).doesNotContain("# from:").contains("#phandoff.slice=10ms\n");
        assertThat(OptionTable.documented())
                .allSatisfy(option -> assertThat(text).contains("\n#" + option.key() + "="));
    }

    @Test
    void text_someSet_tellsTheirSources() {
        Properties properties = new Properties();
        properties.setProperty("phandoff.slice", "1ms");
        properties.setProperty("phandoff.proc", "1");

        assertThat(PrintConfig.text("slice=5ms", properties, Map.of()))
                .startsWith("# WARN option-unknown key=phandoff.proc nearest=phandoff.procs source=system-property\n")
                .contains("""
                        # how long a worker keeps its processor while others wait for one (100us..10s; default: 10ms)
                        # from: arguments, over system-property
                        phandoff.slice=5ms
                        """);
    }

    @Test
    void text_asAConfigFile_givesTheSameOptions(@TempDir Path directory) throws IOException {
        AgentOptions before = options(ARGUMENTS);
        Path file = Files.writeString(directory.resolve("printed"), text(ARGUMENTS));
        AgentOptions after = options("config=" + file);

        assertThat(before.warnings()).isEmpty();
        assertThat(after.warnings()).isEmpty();
        assertThat(after.nonDefaults()
                        .replaceAll(" \\(file:[^)]*\\)", "")
                        .replaceAll("phandoff.config=\\S+ \\(arguments\\) ", ""))
                .isEqualTo(before.nonDefaults().replace(" (arguments)", ""))
                .contains("phandoff.slice=5ms", "phandoff.pools.a b:c.grow=off");
    }

    @Test
    void text_madeWithAConfigFile_namesNoFile(@TempDir Path directory) throws IOException {
        Path first = Files.writeString(directory.resolve("first"), "phandoff.slice=5ms\n");
        String printed = text("config=" + first);
        Path second = Files.writeString(directory.resolve("second"), printed);
        AgentOptions after = options("config=" + second);

        assertThat(printed).contains("# from: arguments\n#phandoff.config=" + first + "\n");
        assertThat(after.warnings()).isEmpty();
        assertThat(after.nonDefaults()).contains("phandoff.slice=5ms");
    }

    @Test
    void text_badValueOfTwoLines_warningStaysAComment() {
        Properties properties = new Properties();
        properties.setProperty("phandoff.slice", "x\nphandoff.procs=1\r");

        assertThat(PrintConfig.text(null, properties, Map.of()))
                .startsWith("# WARN ")
                .contains("x\\nphandoff.procs=1")
                .doesNotContain("\nphandoff.procs=1", "\r");
    }

    private static String text(String arguments) {
        return PrintConfig.text(arguments, new Properties(), Map.of());
    }

    private static AgentOptions options(String arguments) {
        return AgentOptions.read(Settings.read(arguments, new Properties(), Map.of()));
    }
}
