// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosersTest {
    @Test
    void closeAll_oneFails_othersAreClosedLastFirstAndOnce() {
        List<String> closed = new ArrayList<>();
        Closers.open();
        Closers.add(() -> closed.add("first"));
        Closers.add(() -> {
            throw new IllegalStateException("a test");
        });
        Closers.add(() -> closed.add("last"));

        Closers.closeAll();
        Closers.closeAll();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void add_closedAlready_isClosedAtOnce() {
        List<String> closed = new ArrayList<>();
        Closers.closeAll();

        Closers.add(() -> closed.add("late"));

        assertThat(closed).containsExactly("late");
    }
}
