// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTest {
    private final Processor processor = new Processor(3);

    @Test
    void tryAcquire_idle_runsWithTheTickOfTheWord() {
        assertThat(processor.tryAcquire()).isZero();
        assertThat(Processor.status(processor.state())).isEqualTo(Processor.RUNNING);
        assertThat(processor.tryAcquire()).isEqualTo(-1);
    }

    @Test
    void softCall_undisturbed_comesBackWithTheNextTick() {
        long tick = processor.tryAcquire();
        assertThat(processor.enterCall(tick)).isTrue();
        assertThat(Processor.status(processor.state())).isEqualTo(Processor.SYSCALL);
        assertThat(processor.exitCall(tick)).isTrue();
        assertThat(Processor.tick(processor.state())).isEqualTo(tick + 1);
    }

    @Test
    void exitCall_retakenAndInAnotherWorkersCall_fails() {
        long first = processor.tryAcquire();
        processor.enterCall(first);
        assertThat(processor.retake(processor.state())).isTrue();
        long second = processor.tryAcquire();
        processor.enterCall(second);
        // Go 1.19 cannot tell these two calls apart (entersyscall_gcwait's ABA); the tick can
        assertThat(processor.exitCall(first)).isFalse();
        assertThat(processor.exitCall(second)).isTrue();
    }

    @Test
    void retake_wordOfAnEarlierHolding_fails() {
        long tick = processor.tryAcquire();
        long word = processor.state();
        assertThat(processor.release(tick)).isTrue();
        processor.tryAcquire();
        assertThat(processor.retake(word)).isFalse();
        assertThat(Processor.status(processor.state())).isEqualTo(Processor.RUNNING);
    }

    @Test
    void release_afterForcedRetake_fails() {
        long tick = processor.tryAcquire();
        assertThat(processor.seize(processor.state())).isTrue();
        assertThat(processor.release(tick)).isFalse();
        assertThat(processor.enterCall(tick)).isFalse();
        processor.restart(tick);
        assertThat(processor.release(tick)).isFalse();
    }

    @Test
    void holding_anyProcessor_namesProcessorAndTickAndIsNeverZero() {
        for (int id : new int[] {-1, 0, 1, 1023}) {
            for (long tick : new long[] {0, 1, 1L << 40}) {
                long holding = new Processor(id).holding(tick);
                assertThat(holding).isNotZero();
                assertThat(Processor.idOf(holding)).isEqualTo(id);
                assertThat(Processor.tickOf(holding)).isEqualTo(tick);
            }
        }
    }
}
