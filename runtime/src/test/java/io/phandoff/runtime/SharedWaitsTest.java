// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Growth of a pool whose workers wait for the same thing; two processors, no cap that matters. */
class SharedWaitsTest {
    private static final int PROCESSORS = 2;

    private final Fixture fixture =
            new Fixture(new RuntimeConfig(PROCESSORS, true, 1000, 1000, MS / 2, false, 0, 10 * MS, false));
    private final Object connections = new Object();

    private Worker waiting(Object monitor) {
        Worker worker = fixture.running();
        worker.waitsOn = monitor;
        fixture.engine.calls.enterHard(worker, CallKind.WAIT);
        return worker;
    }

    private void look(long laterNanos) {
        fixture.pass(laterNanos);
        fixture.growth.runOnce(fixture.now());
    }

    /** As the pool would: each spare that is started takes a task, which blocks. */
    private int sparesAfter(long nanos, Supplier<Object> monitor) {
        for (int i = 0; i < 1000; i++) {
            fixture.queue.add(new Object());
        }
        fixture.growth.consider(fixture.pool);
        int seen = 0;
        for (long passed = 0; passed < nanos; passed += MS) {
            look(MS);
            for (; seen < fixture.sparesStarted.get(); seen++) {
                waiting(monitor.get());
            }
        }
        return seen;
    }

    @Test
    void runOnce_allWaitForTheSameObject_noMoreCountThanProcessors() {
        for (int i = 0; i < PROCESSORS; i++) {
            waiting(connections);
        }
        assertThat(sparesAfter(SharedWaits.FIRST_PATIENCE_NANOS, () -> connections))
                .isEqualTo(PROCESSORS);
        assertThat(fixture.pool.sharedWaits).isEqualTo(PROCESSORS);
    }

    /** As with a pool of 200 and 50 connections: more workers would mostly wait for one of them. */
    @Test
    void runOnce_moreWaitForOneObjectThanAreBlockedOtherwise_none() {
        for (int i = 0; i < 10; i++) {
            waiting(connections);
        }
        for (int i = 0; i < 5; i++) {
            waiting(new Object());
        }
        assertThat(sparesAfter(SharedWaits.FIRST_PATIENCE_NANOS - MS, Object::new))
                .isZero();
        assertThat(fixture.pool.sharedWaits).isEqualTo(10 - PROCESSORS);
    }

    @Test
    void runOnce_eachWaitsForItsOwnObject_allCount() {
        for (int i = 0; i < 10; i++) {
            waiting(new Object());
        }
        assertThat(sparesAfter(15 * MS, Object::new)).isGreaterThanOrEqualTo(10);
    }

    @Test
    void runOnce_allWaitForOneResult_allCount() {
        CompletableFuture<String> result = new CompletableFuture<>();
        for (int i = 0; i < 10; i++) {
            waiting(result);
        }
        assertThat(sparesAfter(50 * MS, () -> result)).isGreaterThan(30);
    }

    /** A barrier that only further tasks can break: it comes to an end, however slowly. */
    @Test
    void runOnce_noTaskEnds_oneSpareNowAndThenLessAndLessOften() {
        for (int i = 0; i < 10; i++) {
            waiting(connections);
        }
        int inASecond = sparesAfter(TimeUnit.SECONDS.toNanos(1), () -> connections);
        assertThat(inASecond).isBetween(12, 20);
        int inTenMore = sparesAfter(TimeUnit.SECONDS.toNanos(10), () -> connections) - inASecond;
        assertThat(inTenMore).isBetween(5, 20);
    }

    @Test
    void runOnce_tasksGoOnEnding_noneMore() {
        for (int i = 0; i < 10; i++) {
            waiting(connections);
        }
        int spares = 0;
        for (int i = 0; i < 100; i++) {
            Worker served = fixture.running();
            fixture.engine.boundary.fetchBegin(served);
            fixture.engine.boundary.workerEnd(served); // gives its processor back; its tasks stay counted
            spares = sparesAfter(10 * MS, () -> connections);
        }
        assertThat(spares).isLessThanOrEqualTo(PROCESSORS);
    }
}
