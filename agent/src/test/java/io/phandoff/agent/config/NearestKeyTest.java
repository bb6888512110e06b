// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

    @ParameterizedTest
    @CsvSource({
        "phandoff.procss,phandoff.procs",
        "phandoff.processors,phandoff.procs",
        "phandoff.grow.maxtotal,phandoff.grow.max-total",
        "phandoff.resume.maxwait,phandoff.resume.max-wait",
        "phandoff.pool.include,phandoff.pools.include",
        "phandoff.enable,phandoff.enabled",
        "slices,phandoff.slice"
    })
    void of_misspeltKey_findsTheOneMeant(String written, String meant) {
        assertThat(NearestKey.of(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"'','',0", "abc,'',3", "kitten,sitting,3", "flaw,lawn,2", "same,same,0"})
    void distance_twoTexts_countsEdits(String a, String b, int expected) {
        assertThat(NearestKey.distance(a, b)).isEqualTo(expected);
        assertThat(NearestKey.distance(b, a)).isEqualTo(expected);
    }
}
