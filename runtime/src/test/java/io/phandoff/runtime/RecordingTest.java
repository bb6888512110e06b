// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the runtime tells while somebody records. */
@Timeout(90)
class RecordingTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Engine engine = fixture.engine;

    @AfterEach
    void letGo() {
        HandoffRuntime.setEventSink(null);
        engine.passThrough("end of test", null);
        await().until(this::wasTold); // by a thread of its own, which would tell the next test's sink
    }

    private boolean wasTold() {
        synchronized (fixture.told) {
            return fixture.told.stream().anyMatch(line -> line.startsWith("pass-through"));
        }
    }

    @Test
    void hardCall_whileRecorded_tellsRunAndHandoff() {
        try (EventRecords records = new EventRecords()) {
            Worker worker = fixture.running();
            int id = Live.processorOf(worker);
            fixture.pass(3 * MS);
            engine.calls.enterHard(worker, CallKind.SLEEP);
            fixture.pass(5 * MS);
            engine.calls.exit(worker);
            assertThat(records.lines)
                    .containsExactly(
                            "begin " + EventSink.HANDOFF,
                            "ran test-1 test " + id + " " + 3 * MS + " " + CallKind.SLEEP,
                            "handedOff " + EventSink.HANDOFF + " test sleep processor=" + id);
        }
    }

    @Test
    void hardCall_whileNobodyRecords_keepsNoTime() {
        Worker worker = fixture.running();
        assertThat(worker.takenAt).isZero();
        engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(worker.begun).isNull();
    }

    /** Who was to stop recording does so late, when the next one records already. */
    @Test
    void clearEventSink_ofTheOneBefore_leavesTheNext() {
        EventRecords before = new EventRecords();
        try (EventRecords records = new EventRecords()) {
            HandoffRuntime.clearEventSink(before);
            HandoffRuntime.clearEventSink(null);
            assertThat(Recording.sink()).isSameAs(records);
            HandoffRuntime.clearEventSink(records);
            assertThat(Recording.sink()).isNull();
        }
    }

    /** Its begin is not known. */
    @Test
    void run_begunBeforeTheRecording_isNotTold() {
        Worker worker = fixture.running();
        try (EventRecords records = new EventRecords()) {
            engine.calls.enterHard(worker, CallKind.SLEEP);
            assertThat(records.lines).containsExactly("begin " + EventSink.HANDOFF);
        }
        engine.calls.exit(worker);
        assertThat(worker.begun).isNull();
    }

    @Test
    void softCall_thatKeepsItsProcessor_tellsNothing() {
        try (EventRecords records = new EventRecords()) {
            Worker worker = fixture.running();
            engine.calls.enterSoft(worker, CallKind.FILE_READ);
            engine.calls.exit(worker);
            assertThat(records.lines).isEmpty();
        }
    }

    @Test
    void waitForTask_afterATask_endsTheRunWithNoTask() {
        try (EventRecords records = new EventRecords()) {
            Worker worker = fixture.running();
            engine.boundary.fetchBegin(worker);
            engine.calls.enterHard(worker, CallKind.PARK);
            assertThat(records.lines)
                    .singleElement()
                    .asString()
                    .startsWith("ran test-1 test")
                    .endsWith(" " + EventSink.NO_TASK);
        }
    }

    @Test
    void softCall_retakenBySysmon_tellsRunAndRetake() {
        fixture.pretendDemand();
        try (EventRecords records = new EventRecords()) {
            Worker worker = fixture.running();
            int id = Live.processorOf(worker);
            engine.calls.enterSoft(worker, CallKind.SOCKET_READ);
            fixture.sysmon();
            fixture.pass(MS);
            fixture.sysmon();
            assertThat(records.lines)
                    .containsExactly(
                            "ran test-1 test " + id + " " + MS + " " + EventSink.RETAKEN,
                            "retaken test-1 " + id + " in-call " + CallKind.SOCKET_READ + " -");
        }
    }

    @Test
    void retakeAtAMonitor_whoseStackIsSampled_isToldOnceWithItsTop() {
        fixture.pretendDemand();
        try (EventRecords records = new EventRecords()) {
            Worker holder = fixture.running();
            fixture.states.put(holder.thread, Thread.State.BLOCKED);
            fixture.stacks.put(
                    holder.thread, new StackTraceElement[] {new StackTraceElement("a.B", "enter", "B.java", 3)});
            fixture.sysmon();
            assertThat(records.lines).noneMatch(line -> line.startsWith("retaken"));
            engine.stalls.sample(fixture.now());
            assertThat(records.lines)
                    .filteredOn(line -> line.startsWith("retaken"))
                    .singleElement()
                    .asString()
                    .endsWith("monitor -1 enter");
        }
    }

    @Test
    void retakeAtAMonitor_whileAnotherStackIsOnOffer_isToldAtOnceWithoutOne() {
        fixture.pretendDemand();
        engine.stalls.offer(fixture.worker(), Sysmon.MONITOR);
        try (EventRecords records = new EventRecords()) {
            Worker holder = fixture.running();
            fixture.states.put(holder.thread, Thread.State.BLOCKED);
            fixture.sysmon();
            assertThat(records.lines)
                    .filteredOn(line -> line.startsWith("retaken"))
                    .singleElement()
                    .asString()
                    .endsWith("monitor -1 -");
        }
    }

    @Test
    void waitForAProcessor_inVain_isToldWithoutOne() {
        fixture.running();
        fixture.running();
        try (EventRecords records = new EventRecords()) {
            Worker waiter = new Worker(Thread.currentThread(), fixture.pool);
            engine.scheduler.handoff.await(waiter, true, 0, false);
            assertThat(records.lines)
                    .containsExactly(
                            "begin " + EventSink.WAIT, "waited " + EventSink.WAIT + " test resumes=true processor=-1");
        }
    }

    @Test
    void resizeAndWorldStop_areToldWithTheirDurations() {
        try (EventRecords records = new EventRecords()) {
            engine.resizer.resize(5);
            engine.resizer.resize(5);
            assertThat(engine.worldStop.stop(() -> {}, MS)).isNull();
            assertThat(records.lines)
                    .containsExactly(
                            "begin " + EventSink.RESIZE,
                            "resized " + EventSink.RESIZE + " 2 5",
                            "begin " + EventSink.WORLD_STOP,
                            "worldStopped " + EventSink.WORLD_STOP + " null");
        }
    }

    @Test
    void shrink_takesTheProcessorOfARunner_endsItsRun() {
        try (EventRecords records = new EventRecords()) {
            fixture.running();
            fixture.running();
            engine.resizer.resize(1);
            assertThat(records.lines)
                    .filteredOn(line -> line.startsWith("ran "))
                    .singleElement()
                    .asString()
                    .endsWith(" test 1 0 " + EventSink.RETAKEN);
        }
    }

    @Test
    void spare_leaves_isTold() {
        try (EventRecords records = new EventRecords()) {
            fixture.pool.setOld(3); // not managed yet, but there
            fixture.pool.spares.set(2);
            fixture.pool.spareLeft();
            assertThat(records.lines).containsExactly("shrunk test threads=3 spares=1");
        }
    }

    @Test
    void passThrough_andItsEnd_areTold() {
        try (EventRecords records = new EventRecords()) {
            engine.resume(engine.passThroughAsAsked("incident"));
            // by a thread of its own; the engine of the test before may still be telling of its own end
            await().untilAsserted(() ->
                    assertThat(records.byOthers).containsSubsequence("passThrough incident", "passThrough null"));
        }
    }
}
