// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameFilterTest {
    private static final String LONG = "a".repeat(300);

    private final NameFilter filter = new NameFilter().addAll(List.of("java/lang/Thread", LONG, ""));

    @Test
    void mayHave_addedName_withSlashesOrDots() {
        assertThat(filter.mayHave("java/lang/Thread")).isTrue();
        assertThat(filter.mayHave("java.lang.Thread")).isTrue();
        assertThat(filter.mayHave(LONG)).isTrue();
        assertThat(filter.mayHave("")).isTrue();
    }

    @Test
    void mayHave_otherLengthOrEnd_isFalse() {
        assertThat(filter.mayHave("java/lang/Thread2")).isFalse();
        assertThat(filter.mayHave("java/lang/Threae")).isFalse();
        assertThat(filter.mayHave("b".repeat(400))).isFalse();
    }
}
