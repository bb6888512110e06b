// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class WorkerTableTest {
    private final Fixture fixture = new Fixture(2, false);
    private final WorkerTable table = new WorkerTable();

    @Test
    void get_moreWorkersThanBuckets_findsEachByItsThread() {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Worker worker = fixture.worker();
            workers.add(worker);
            table.add(worker);
        }
        assertThat(workers)
                .allSatisfy(worker -> assertThat(table.get(worker.thread)).isSameAs(worker));
        assertThat(table.get(new Thread("stranger"))).isNull();
        assertThat(table.all()).hasSameElementsAs(workers);
    }

    @Test
    void remove_worker_leavesTheOthersAndThePeak() {
        Worker first = fixture.worker();
        Worker second = fixture.worker();
        table.add(first);
        table.add(second);
        assertThat(table.remove(first)).isTrue();
        assertThat(table.remove(first)).isFalse();
        assertThat(table.get(first.thread)).isNull();
        assertThat(table.get(second.thread)).isSameAs(second);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.peak()).isEqualTo(2);
    }

    @Test
    void get_byThreadsThatComeAndGoTogether_eachAlwaysFindsItself() throws InterruptedException {
        ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Thread thread = new Thread(() -> {
                Worker own = new Worker(Thread.currentThread(), fixture.pool);
                for (int round = 0; round < 50; round++) {
                    table.add(own);
                    if (table.get(Thread.currentThread()) != own) {
                        lost.add("after add");
                    }
                    table.remove(own);
                    if (table.get(Thread.currentThread()) != null) {
                        lost.add("after remove");
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lost).isEmpty();
        assertThat(table.size()).isZero();
    }
}
