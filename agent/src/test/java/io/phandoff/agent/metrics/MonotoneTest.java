// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MonotoneTest {

    @Test
    void applyAsDouble_sumThatFalls_staysUntilItIsMore() {
        AtomicLong sum = new AtomicLong(5);
        Monotone<AtomicLong> counter = new Monotone<>(AtomicLong::doubleValue);
        assertThat(counter.applyAsDouble(sum)).isEqualTo(5);
        sum.set(3);
        assertThat(counter.applyAsDouble(sum)).isEqualTo(5);
        sum.set(7);
        assertThat(counter.applyAsDouble(sum)).isEqualTo(7);
    }
}
