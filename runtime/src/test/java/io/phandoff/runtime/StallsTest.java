// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StallsTest {
    private static final int NEW_JDK = 21;

    private final Fixture fixture = new Fixture(2, false);
    private final AtomicInteger woken = new AtomicInteger();
    private final Stalls stalls = stalls(NEW_JDK);

    private Stalls stalls(int feature) {
        Stalls made = new Stalls(fixture, feature);
        made.setSampler(woken::incrementAndGet);
        return made;
    }

    private Worker stalledAt(String method, Thread.State state) {
        Worker worker = fixture.worker();
        fixture.states.put(worker.thread, state);
        fixture.stacks.put(worker.thread, new StackTraceElement[] {
            new StackTraceElement("app.A", method, "A.java", 1), new StackTraceElement("app.B", "run", "B.java", 2)
        });
        worker.setHoldingRelease(Worker.STRAYED);
        return worker;
    }

    private long sample() {
        return stalls.sample(fixture.now());
    }

    @Test
    void sample_sameStackTwice_isOnePlaceSeenTwice() {
        Worker worker = stalledAt("lock", Thread.State.BLOCKED);
        for (int i = 0; i < 2; i++) {
            stalls.offer(worker, Sysmon.MONITOR);
            sample();
        }
        assertThat(woken).hasValue(2);
        assertThat(stalls.snapshot()).singleElement().satisfies(place -> {
            assertThat(place.samples()).isEqualTo(2);
            assertThat(place.cause()).isEqualTo("monitor");
            assertThat(place.frames()).hasSize(2).first().hasToString("app.A.lock(A.java:1)");
        });
    }

    @Test
    void offer_whileAnotherIsKept_isDropped() {
        stalls.offer(stalledAt("first", Thread.State.BLOCKED), Sysmon.MONITOR);
        stalls.offer(stalledAt("second", Thread.State.BLOCKED), Sysmon.MONITOR);
        sample();
        sample();
        assertThat(stalls.snapshot()).hasSize(1);
    }

    @Test
    void sample_workerHasMovedOn_isNoStall() {
        Worker worker = stalledAt("lock", Thread.State.BLOCKED);
        stalls.offer(worker, Sysmon.MONITOR);
        worker.setHoldingRelease(0);
        sample();
        Worker runs = stalledAt("lock", Thread.State.BLOCKED);
        stalls.offer(runs, Sysmon.MONITOR);
        fixture.states.put(runs.thread, Thread.State.RUNNABLE);
        sample();
        assertThat(stalls.snapshot()).isEmpty();
    }

    @Test
    void sample_hog_mayBeRunnable() {
        stalls.offer(stalledAt("compute", Thread.State.RUNNABLE), Sysmon.SLICE);
        sample();
        assertThat(stalls.snapshot()).singleElement().satisfies(place -> assertThat(place.cause())
                .isEqualTo("slice"));
    }

    @Test
    void sample_moreThanTheBurst_waitsForItsPeriod() {
        for (int i = 0; i < Stalls.BURST; i++) {
            stalls.offer(stalledAt("m", Thread.State.BLOCKED), Sysmon.MONITOR);
            sample();
        }
        stalls.offer(stalledAt("m", Thread.State.BLOCKED), Sysmon.MONITOR);
        assertThat(sample()).isEqualTo(Stalls.PERIOD_NANOS);
        assertThat(stalls.snapshot().get(0).samples()).isEqualTo(Stalls.BURST);
        fixture.pass(Stalls.PERIOD_NANOS);
        sample();
        assertThat(stalls.snapshot().get(0).samples()).isEqualTo(Stalls.BURST + 1);
    }

    /** Sysmon may retake thousands of times a second. */
    @Test
    void offer_beyondTheBurst_wakesNobodyUntilThePeriodIsOver() {
        Worker gone = stalledAt("m", Thread.State.BLOCKED);
        gone.setHoldingRelease(0); // a look in vain is a look
        for (int i = 0; i < 10 * Stalls.BURST; i++) {
            stalls.offer(gone, Sysmon.MONITOR);
            sample();
        }
        assertThat(woken).hasValue(Stalls.BURST + 1);
        fixture.pass(Stalls.PERIOD_NANOS);
        sample();
        stalls.offer(stalledAt("m", Thread.State.BLOCKED), Sysmon.MONITOR);
        sample();
        assertThat(woken).hasValue(Stalls.BURST + 2);
        assertThat(stalls.snapshot()).hasSize(1);
    }

    @Test
    void sample_morePlacesThanRoom_dropsTheOneSeenLeast() {
        for (int i = 0; i < Stalls.MOST; i++) {
            for (int times = i == 0 ? 1 : 2; times > 0; times--) {
                stalls.offer(stalledAt("m" + i, Thread.State.BLOCKED), Sysmon.MONITOR);
                fixture.pass(Stalls.PERIOD_NANOS);
                sample();
            }
        }
        stalls.offer(stalledAt("new", Thread.State.BLOCKED), Sysmon.MONITOR);
        fixture.pass(Stalls.PERIOD_NANOS);
        sample();
        assertThat(stalls.snapshot())
                .hasSize(Stalls.MOST)
                .noneMatch(place -> place.frames().get(0).getMethodName().equals("m0"))
                .anyMatch(place -> place.frames().get(0).getMethodName().equals("new"));
    }

    /** Before handshakes a stack stops all threads, and a thread in a page fault would hold them up. */
    @Test
    void offer_stalledOnAnOldJdk_isNotLookedAt() {
        Stalls old = stalls(17);
        old.offer(stalledAt("init", Thread.State.RUNNABLE), Sysmon.STALLED);
        assertThat(woken).hasValue(0);
        stalls.offer(stalledAt("init", Thread.State.RUNNABLE), Sysmon.STALLED);
        assertThat(woken).hasValue(1);
    }

    @Test
    void sysmon_retakesAtAMonitor_offersTheHolder() {
        fixture.pretendDemand();
        Worker holder = fixture.running();
        fixture.states.put(holder.thread, Thread.State.BLOCKED);
        fixture.stacks.put(holder.thread, new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 3)});
        fixture.sysmon();
        fixture.engine.stalls.sample(fixture.now());
        assertThat(Snapshots.of(fixture.engine).stalls()).singleElement().satisfies(place -> {
            assertThat(place.cause()).isEqualTo("monitor");
            assertThat(place.frames()).singleElement().hasToString("a.B.c(B.java:3)");
        });
    }
}
