// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http-*|http-nio-8080-exec-1",
                "*|anything",
                "*exec-?|http-nio-exec-1",
                "a*b*c|a-x-b-y-b-c",
                "exact|exact",
                "*.Worker|com.example.Worker",
                "**x|x",
                "other,pool-*|pool-1-thread-1",
                " pool-* , x |pool-1",
                "a[b].c|a[b].c"
            })
    void matches_nameThatFits_isTrue(String globs, String name) {
        assertThat(GlobList.parse(globs).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http-*|xhttp-1",
                "exact|exact1",
                "exact|Exact",
                "?|ab",
                "a?|a",
                "a*b|a-b-c",
                "a.c|abc",
                "pool-?,job-*|worker"
            })
    void matches_nameThatDoesNotFit_isFalse(String globs, String name) {
        assertThat(GlobList.parse(globs).matches(name)).isFalse();
    }

    @Test
    void matches_emptyName_onlyStarFits() {
        assertThat(GlobList.parse("*").matches("")).isTrue();
        assertThat(GlobList.parse("?").matches("")).isFalse();
    }

    @Test
    void parse_blankParts_areDropped() {
        GlobList globs = GlobList.parse(" , a ,,b,");

        assertThat(globs).hasToString("a,b");
        assertThat(GlobList.parse(" ,").isEmpty()).isTrue();
    }

    @Test
    void matches_longNameAndManyStars_endsSoon() {
        assertThat(GlobList.parse("*a*a*a*a*a*a*a*b").matches("a".repeat(10_000)))
                .isFalse();
    }
}
