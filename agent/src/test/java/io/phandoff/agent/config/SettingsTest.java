// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which source wins, and what is said of it. */
class SettingsTest {

    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private Path file;

    @BeforeEach
    void createFile(@TempDir Path directory) {
        file = directory.resolve("phandoff.properties");
    }

    /** Each source by its letter: a(rguments), s(ystem property), e(nvironment), f(ile). */
    @ParameterizedTest
    @CsvSource({
        "asef,arguments,'system-property, environment, file'",
        "sef,system-property,'environment, file'",
        "ef,environment,file",
        "f,file,''",
        "ae,arguments,environment",
        "sf,system-property,file",
        "s,system-property,''"
    })
    void read_severalSources_highestWinsAndTellsOverWhich(String sources, String winner, String over)
            throws IOException {
        Files.writeString(file, sources.contains("f") ? "\nphandoff.slice=1ms\n" : "");
        environment.put("PHANDOFF_CONFIG", file.toString());
        if (sources.contains("e")) {
            environment.put("PHANDOFF_SLICE", "2ms");
        }
        if (sources.contains("s")) {
            properties.setProperty("phandoff.slice", "3ms");
        }
        Settings settings = Settings.read(sources.contains("a") ? "slice=4ms" : null, properties, environment);

        String place = "file:" + file + ":2";
        Setting slice = settings.get("phandoff.slice");
        assertThat(slice.source()).isEqualTo(winner.equals("file") ? place : winner);
        assertThat(slice.over()).isEqualTo(over.replace("file", place));
        assertThat(slice.value())
                .isEqualTo(
                        switch (winner) {
                            case "arguments" -> "4ms";
                            case "system-property" -> "3ms";
                            case "environment" -> "2ms";
                            default -> "1ms";
                        });
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void read_configInSeveralSources_highestNamesTheFile() throws IOException {
        Files.writeString(file, "phandoff.procs=7");
        environment.put("PHANDOFF_CONFIG", "/does/not/exist");
        properties.setProperty("phandoff.config", "/nor/does/this");

        Settings settings = Settings.read("config=" + file, properties, environment);

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.get("phandoff.procs").value()).isEqualTo("7");
    }

    @Test
    void read_argumentTwice_lastWinsWithOneWarning() {
        Settings settings = Settings.read("slice=1ms,phandoff.slice=2ms", properties, environment);

        assertThat(settings.get("phandoff.slice").value()).isEqualTo("2ms");
        assertThat(settings.get("phandoff.slice").over()).isEmpty();
        assertThat(settings.warnings())
                .containsExactly("option-duplicate key=phandoff.slice using=\"2ms\" source=arguments"
                        + " ignored=\"1ms\" ignored-source=arguments");
    }

    @Test
    void read_lineTwiceInTheFile_lastWinsWithOneWarningThatNamesBoth() throws IOException {
        Files.writeString(file, "phandoff.slice=1ms\n\nphandoff.slice=2ms\n");
        properties.setProperty("phandoff.config", file.toString());

        Settings settings = Settings.read(null, properties, environment);

        assertThat(settings.get("phandoff.slice").value()).isEqualTo("2ms");
        assertThat(settings.warnings())
                .containsExactly("option-duplicate key=phandoff.slice using=\"2ms\" source=file:" + file + ":3"
                        + " ignored=\"1ms\" ignored-source=file:" + file + ":1");
    }

    @Test
    void read_othersProperties_areNotOurs() {
        properties.setProperty("java.home", "/x");
        environment.put("PATH", "/bin");

        assertThat(Settings.read("", properties, environment).all()).isEmpty();
    }

    @Test
    void read_badValueInTheWinner_defaultHoldsAndNotTheOther() {
        properties.setProperty("phandoff.procs", "3");

        AgentOptions options = AgentOptions.read(Settings.read("procs=many", properties, environment));

        assertThat(options.get(OptionTable.PROCS)).isEqualTo(OptionTable.PROCS.defaultValue());
        assertThat(options.warnings())
                .singleElement()
                .asString()
                .startsWith("option-invalid key=phandoff.procs value=\"many\" expected=\"1..1024\" using=")
                .endsWith(" source=arguments");
        assertThat(options.nonDefaults()).isEqualTo("none");
    }

    @Test
    void read_nonDefaults_tellTheirSources() {
        properties.setProperty("phandoff.procs", "3");
        environment.put("PHANDOFF_PROCS", "4");
        environment.put("PHANDOFF_GROW", "true");

        AgentOptions options = AgentOptions.read(Settings.read("pools.db.grow=off,log=none", properties, environment));

        assertThat(options.nonDefaults())
                .isEqualTo("phandoff.procs=3 (system-property, over environment) phandoff.log=none (arguments)"
                        + " phandoff.pools.db.grow=off (arguments)");
    }
}
