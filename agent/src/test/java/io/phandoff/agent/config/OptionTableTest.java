// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionTableTest {

    @Test
    void readme_ofTheProject_hasThisTable() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md"))).contains(OptionTable.toMarkdown());
    }

    @Test
    void defaults_ofAllOptions_areValuesOfTheirType() {
        assertThat(OptionTable.ALL).allSatisfy(OptionTableTest::defaultSurvivesFormatting);
    }

    @Test
    void keys_ofAllOptions_areDistinct() {
        assertThat(OptionTable.ALL).extracting(Option::key).doesNotHaveDuplicates();
    }

    @Test
    void help_forATerminal_namesEveryOption() {
        assertThat(OptionTable.ALL)
                .allSatisfy(option -> assertThat(OptionTable.toHelp()).contains("-D" + option.key() + "="));
    }

    private static <T> void defaultSurvivesFormatting(Option<T> option) {
        T value = option.defaultValue();
        assertThat(option.type().parse(option.type().format(value))).isEqualTo(value);
    }
}
