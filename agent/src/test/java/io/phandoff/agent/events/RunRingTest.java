// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunRingTest {
    private final RunRing ring = new RunRing(4);
    private final Thread me = Thread.currentThread();

    @Test
    void take_empty_isFalse() {
        assertThat(ring.take()).isFalse();
    }

    @Test
    void take_afterAdds_givesAllInOrder() {
        for (int i = 0; i < 10; i++) {
            assertThat(ring.add(me, "p" + i, 1000 + i, i, 2L * i, i)).isTrue();
            assertThat(ring.take()).isTrue();
            assertThat(ring.worker).isSameAs(me);
            assertThat(ring.pool).isEqualTo("p" + i);
            assertThat(ring.processor).isEqualTo(1000 + i);
            assertThat(ring.why).isEqualTo(i);
            assertThat(ring.from).isEqualTo(i);
            assertThat(ring.to).isEqualTo(2L * i);
            assertThat(ring.take()).isFalse();
        }
    }

    @Test
    void add_full_isCountedAsLostAndKeepsWhatIsThere() {
        for (int i = 0; i < 6; i++) {
            assertThat(ring.add(me, "p", i, 0, 0, 0)).isEqualTo(i < 4);
        }
        assertThat(ring.lost()).isEqualTo(2);
        List<Integer> taken = new ArrayList<>();
        while (ring.take()) {
            taken.add(ring.processor);
        }
        assertThat(taken).containsExactly(0, 1, 2, 3);
    }

    /** At each depth near the end of a stack: a slot that is claimed and not published would block the taker. */
    @Test
    void add_whereverTheStackOverflows_leavesNoHole() throws InterruptedException {
        RunRing shared = new RunRing(1 << 16);
        for (int round = 0; round < 20; round++) {
            Thread thread = new Thread(null, () -> addToTheEndOf(shared), "deep", 256 << 10);
            thread.start();
            thread.join();
        }
        assertThat(shared.add(me, "last", 0, 0, 0, 0)).isTrue();
        long taken = 0;
        String last = "none";
        while (shared.take()) {
            taken++;
            last = shared.pool;
        }
        assertThat(last).isEqualTo("last");
        assertThat(taken).as("some came before an overflow").isGreaterThan(20);
    }

    /** Deeper until it overflows, and on the way back once at each of the last depths. */
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private int addToTheEndOf(RunRing shared) {
        int left;
        try {
            left = addToTheEndOf(shared);
        } catch (StackOverflowError e) {
            left = 100;
        }
        if (left > 0) {
            try {
                shared.add(me, "p", 0, 0, 0, 0);
            } catch (StackOverflowError e) {
                return left - 1;
            }
        }
        return left - 1;
    }

    /** Each adds numbers that grow; the taker must see each thread's in order, whole, and none twice. */
    @Test
    void add_byManyThreadsWhileOneTakes_givesEachOnceOrCountsIt() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        RunRing shared = new RunRing(64);
        CountDownLatch left = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread adder = new Thread(() -> {
                for (int i = 1; i <= each; i++) {
                    shared.add(Thread.currentThread(), "p", number, i, 3L * i, number);
                }
                left.countDown();
            });
            adder.setDaemon(true);
            adder.start();
        }
        long[] last = new long[threads];
        long taken = 0;
        boolean ended = false;
        while (true) {
            if (shared.take()) {
                taken++;
                assertThat(shared.why).isEqualTo(shared.processor);
                assertThat(shared.to).isEqualTo(3 * shared.from);
                assertThat(shared.from).isGreaterThan(last[shared.processor]);
                last[shared.processor] = shared.from;
            } else if (ended) {
                break;
            } else {
                ended = left.getCount() == 0;
            }
        }
        assertThat(taken + shared.lost()).isEqualTo((long) threads * each);
        assertThat(taken).isGreaterThan(0);
    }
}
