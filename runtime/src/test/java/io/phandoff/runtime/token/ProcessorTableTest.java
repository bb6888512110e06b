// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTableTest {
    private final ProcessorTable table = new ProcessorTable(3);

    private void destroy(int id) {
        Processor processor = table.get(id);
        long word = processor.state();
        assertThat(table.stop(processor, word)).isTrue();
        processor.destroy(Processor.tick(word));
    }

    /** As Go's TestStealOrder: whatever the start, each is visited once; here the stride is one. */
    @Test
    void acquireAny_anyNumberAndAnyStart_givesEachOnce() {
        for (int count = 1; count <= 64; count++) {
            for (int start : new int[] {0, 1, count - 1, count, 7 * count + 3, -5, Integer.MIN_VALUE}) {
                ProcessorTable all = new ProcessorTable(count);
                boolean[] seen = new boolean[count];
                for (int i = 0; i < count; i++) {
                    int id = all.acquireAny(start).id();
                    assertThat(seen[id]).isFalse();
                    seen[id] = true;
                }
                assertThat(all.acquireAny(start)).isNull();
                assertThat(all.mayHaveIdle()).isFalse();
            }
        }
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

    @Test
    void stopAndSeize_idleOne_isUncountedAndCountedAgainByTheRestart() {
        Processor processor = table.get(0);
        assertThat(table.stop(processor, processor.state())).isTrue();
        assertThat(table.idle()).isEqualTo(2);
        table.restart(processor, 0);
        assertThat(table.idle()).isEqualTo(3);
        assertThat(table.seize(processor, processor.state())).isTrue();
        assertThat(table.idle()).isEqualTo(2);
        table.restart(processor, 1);
        assertThat(table.idle()).isEqualTo(3);
    }

    @Test
    void stopAndSeize_runningOrTiedOne_changesTheCountAtTheRestartOnly() {
        Processor running = table.get(0);
        Processor tied = table.get(1);
        table.acquire(running);
        tied.enterCall(table.acquire(tied));
        assertThat(table.seize(running, running.state())).isTrue();
        assertThat(table.stop(tied, tied.state())).isTrue();
        assertThat(table.idle()).isEqualTo(1);
        table.restart(running, 0);
        table.restart(tied, 0);
        assertThat(table.idle()).isEqualTo(3);
    }

    @Test
    void stop_staleWord_failsAndCountsNothing() {
        Processor processor = table.get(0);
        long idleWord = processor.state();
        table.acquire(processor);
        assertThat(table.stop(processor, idleWord)).isFalse();
        assertThat(table.seize(processor, idleWord)).isFalse();
        assertThat(table.idle()).isEqualTo(2);
    }

    @Test
    void yieldAsked_askedHolder_isCounted() {
        Processor processor = table.get(0);
        table.acquire(processor);
        processor.ask(processor.state(), Processor.GIVE_UP);
        assertThat(table.yieldAsked(processor, processor.state())).isTrue();
        assertThat(table.idle()).isEqualTo(3);
    }

    @Test
    void grow_beyondWhatWasMade_keepsTheOldOnesAndAddsIdleOnes() {
        Processor first = table.get(0);
        table.acquire(first);
        table.grow(5);
        assertThat(table.count()).isEqualTo(5);
        assertThat(table.get(0)).isSameAs(first); // I2
        assertThat(Processor.status(first.state())).isEqualTo(Processor.RUNNING);
        assertThat(table.get(4).id()).isEqualTo(4);
        assertThat(table.idle()).isEqualTo(4);
    }

    @Test
    void trimAndGrow_sameNumber_revivesTheSameObjectsWithTheirTicks() {
        Processor last = table.get(2);
        long old = table.acquire(last);
        table.release(last, old);
        destroy(2);
        table.trim(2);
        assertThat(table.count()).isEqualTo(2);
        assertThat(table.idle()).isEqualTo(2);
        assertThat(table.acquire(last)).isEqualTo(-1);
        assertThat(table.get(2)).isSameAs(last); // an old holding still finds what it names
        table.grow(3);
        assertThat(table.get(2)).isSameAs(last);
        assertThat(table.idle()).isEqualTo(3);
        assertThat(table.acquire(last)).isGreaterThan(old + 1);
    }

    @Test
    void acquireAny_afterTrim_givesNoneBeyondTheCount() {
        destroy(1);
        destroy(2);
        table.trim(1);
        assertThat(table.acquireAny(2)).isSameAs(table.get(0));
        assertThat(table.acquireAny(2)).isNull();
        assertThat(table.inCall()).isZero();
    }
}
