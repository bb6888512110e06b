// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Go's tests of run queues; ours hold workers that wait for a processor. */
@Timeout(120)
class GoQueueTest {
    private final Fixture fixture = new Fixture(1, false);
    private final WaitQueues waits = fixture.scheduler().waits;

    private Worker waiting(boolean resumes) {
        Worker worker = fixture.worker();
        waits.begin(fixture.pool, resumes);
        worker.wait.begin();
        assertThat(waits.add(worker, resumes)).isTrue();
        return worker;
    }

    /** TestSchedLocalQueue: first in, first out, at every fill level, and nothing left. */
    @Test
    void poll_anyFillLevel_givesEachOnceInOrder() {
        for (int fill = 0; fill < 100; fill++) {
            List<Worker> in = new ArrayList<>();
            for (int i = 0; i < fill; i++) {
                in.add(waiting(true));
            }
            List<Worker> out = new ArrayList<>();
            for (Worker worker = waits.poll(true); worker != null; worker = waits.poll(true)) {
                out.add(worker);
                waits.end(fixture.pool, true);
            }
            assertThat(out).isEqualTo(in);
            assertThat(waits.isEmpty()).isTrue();
        }
    }

    /**
     * TestSchedLocalQueueSteal, and golang/go 40457 (a queue used without its lock): many add, many take, each entry is
     * taken exactly once.
     */
    @Test
    void poll_byManyThreadsWhileOthersAdd_givesEachOnce() throws InterruptedException {
        int entries = 20_000;
        int producers = 3;
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < producers * 50; i++) {
            workers.add(fixture.worker());
        }
        AtomicIntegerArray added = new AtomicIntegerArray(workers.size());
        AtomicIntegerArray taken = new AtomicIntegerArray(workers.size());
        AtomicInteger left = new AtomicInteger(entries);
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int first = p * 50;
            threads.add(new Thread(() -> {
                for (int i = 0; left.getAndDecrement() > 0; i++) {
                    int index = first + i % 50;
                    Worker worker = workers.get(index);
                    while (worker.resuming.queued()) {
                        Live.yieldCpu(); // an entry is in its queue once at most
                    }
                    added.getAndIncrement(index);
                    assertThat(waits.add(worker, true)).isTrue();
                }
            }));
        }
        AtomicInteger all = new AtomicInteger();
        for (int c = 0; c < 3; c++) {
            threads.add(new Thread(() -> {
                while (all.get() < entries) {
                    Worker worker = waits.poll(true);
                    if (worker == null) {
                        Live.yieldCpu();
                    } else {
                        taken.getAndIncrement(workers.indexOf(worker));
                        all.getAndIncrement();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken.toString()).isEqualTo(added.toString());
        assertThat(waits.poll(true)).isNull();
    }

    /** TestSchedLocalQueueEmpty: never empty while somebody waits, whatever comes and goes beside. */
    @Test
    void isEmpty_oneWaitsWhileOthersComeAndGo_isNeverTrue() throws InterruptedException {
        waits.begin(fixture.pool, true);
        List<Thread> threads = new ArrayList<>();
        for (boolean resumes : new boolean[] {true, false}) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    waits.begin(fixture.pool, resumes);
                    waits.end(fixture.pool, resumes);
                }
            }));
        }
        threads.forEach(Thread::start);
        int spurious = 0;
        while (threads.get(0).isAlive() || threads.get(1).isAlive()) {
            spurious += waits.isEmpty() ? 1 : 0;
        }
        assertThat(spurious).isZero();
        waits.end(fixture.pool, true);
        assertThat(waits.isEmpty()).isTrue();
    }

    /** golang/go 13546: one queue starved behind the other; hence one look in 61. */
    @Test
    void poll_resumingQueueNeverEmpty_starterIsServedWithin61Polls() {
        Worker starter = waiting(false);
        int polls = 0;
        do {
            waiting(true);
            polls++;
        } while (waits.poll(true) != starter && polls < 1000);
        assertThat(polls).isLessThanOrEqualTo(WaitQueues.STARTING_FIRST);
    }

    @Test
    void poll_startersNotWanted_leavesThemThere() {
        Worker starter = waiting(false);
        for (int i = 0; i < 2 * WaitQueues.STARTING_FIRST; i++) {
            assertThat(waits.poll(false)).isNull();
        }
        assertThat(waits.poll(true)).isSameAs(starter);
    }
}
