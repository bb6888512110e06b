// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTableTest {
    private final ProcessorTable table = new ProcessorTable(3);

    @Test
    void acquireAny_untilNoneIsLeft_givesEachOnce() {
        assertThat(new Processor[] {table.acquireAny(5), table.acquireAny(5), table.acquireAny(-7)})
                .containsExactlyInAnyOrder(table.get(0), table.get(1), table.get(2));
        assertThat(table.acquireAny(0)).isNull();
        assertThat(table.mayHaveIdle()).isFalse();
    }

    @Test
    void release_byHolder_countsIdleOnce() {
        Processor processor = table.acquireAny(1);
        long tick = Processor.tick(processor.state());
        assertThat(table.idle()).isEqualTo(2);
        assertThat(table.release(processor, tick)).isTrue();
        assertThat(table.release(processor, tick)).isFalse();
        assertThat(table.idle()).isEqualTo(3);
    }

    @Test
    void retake_ofASoftCall_makesItIdle() {
        Processor processor = table.get(2);
        long tick = table.acquire(processor);
        processor.enterCall(tick);
        assertThat(table.inCall()).isEqualTo(1);
        assertThat(table.retake(processor, processor.state())).isTrue();
        assertThat(table.inCall()).isZero();
        assertThat(table.idle()).isEqualTo(3);
    }
}
