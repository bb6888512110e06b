// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LookTest {

    private final AtomicLong count = new AtomicLong(40);

    private Look look(Long... times) {
        Iterator<Long> clock = List.of(times).iterator();
        return Look.at(clock::next, count::incrementAndGet, () -> 7);
    }

    @Test
    void at_notDisturbed_isTheFirst() {
        assertThat(look(1_000L, 2_000L)).isEqualTo(new Look(1_000, 41, 7));
    }

    @Test
    void at_setAsideBetweenTheReads_looksAgain() {
        assertThat(look(0L, 300_000_000L, 300_001_000L, 300_002_000L)).isEqualTo(new Look(300_001_000, 42, 7));
    }

    @Test
    void at_alwaysDisturbed_isTheLast() {
        AtomicLong clock = new AtomicLong();
        Look look = Look.at(() -> clock.addAndGet(1_000_000), count::incrementAndGet, () -> 7);
        assertThat(look.count()).isEqualTo(140);
        assertThat(look.nanos()).isEqualTo(199_000_000);
    }
}
