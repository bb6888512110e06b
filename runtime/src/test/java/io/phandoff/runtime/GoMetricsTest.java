// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TestSchedMetrics, TestNotInGoMetric and the TestCgroupGOMAXPROCS family, step by step. */
class GoMetricsTest {
    private static final int COUNT = 10;

    private static StatsSnapshot snapshot(Fixture fixture) {
        return Snapshots.of(fixture.engine);
    }

    private static List<Worker> spinners(Fixture fixture) {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            workers.add(fixture.running());
        }
        return workers;
    }

    /** TestSchedMetrics, "running": all of them, when there are processors for all. */
    @Test
    void snapshot_spinners_areRunning() {
        Fixture fixture = new Fixture(14, false);
        spinners(fixture);
        StatsSnapshot snapshot = snapshot(fixture);
        assertThat(snapshot.processors() - snapshot.idle() - snapshot.inCall()).isEqualTo(COUNT);
        assertThat(snapshot.overcommitted()).isZero();
        assertThat(snapshot.threads()).isEqualTo(COUNT);
        assertThat(snapshot.pools().get(0).running()).isEqualTo(COUNT);
    }

    /** TestSchedMetrics, "runnable": after a shrink to 1 the others run beyond the set, until their next hook. */
    @Test
    void snapshot_spinnersAfterAShrinkToOne_areBeyondTheSet() {
        Fixture fixture = new Fixture(COUNT, false);
        List<Worker> workers = spinners(fixture);
        fixture.engine.resizer.resize(1);
        assertThat(snapshot(fixture).idle()).isZero();
        for (Worker worker : workers) {
            fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        }
        assertThat(snapshot(fixture).idle()).isEqualTo(1);
        for (Worker worker : workers) {
            fixture.engine.calls.exit(worker);
        }
        assertThat(snapshot(fixture).overcommitted()).isEqualTo(COUNT - 1);
        assertThat(snapshot(fixture).pools().get(0).running()).isEqualTo(COUNT);
    }

    /** TestSchedMetrics, "not-in-go" and TestNotInGoMetric: workers in calls, counted at once or when they are seen. */
    @Test
    void snapshot_workersInCalls_areBlocked() {
        Fixture fixture = new Fixture(COUNT, false);
        List<Worker> workers = spinners(fixture);
        for (int i = 0; i < COUNT; i++) {
            if (i % 2 == 0) {
                fixture.engine.calls.enterHard(workers.get(i), CallKind.SOCKET_READ);
            } else {
                fixture.engine.calls.enterSoft(workers.get(i), CallKind.FILE_READ);
            }
        }
        StatsSnapshot snapshot = snapshot(fixture);
        assertThat(snapshot.pools().get(0).blocked()).isEqualTo(COUNT / 2);
        assertThat(snapshot.inCall()).isEqualTo(COUNT / 2);
        assertThat(snapshot(fixture).inCall()).isEqualTo(COUNT / 2); // the look has taken none from them
        fixture.engine.safePoints.forEach(processor -> {});
        assertThat(snapshot(fixture).pools().get(0).blocked()).isEqualTo(COUNT); // this has
        assertThat(snapshot(fixture).idle()).isEqualTo(COUNT);
        workers.forEach(fixture.engine.calls::exit);
        assertThat(snapshot(fixture).pools().get(0).blocked()).isZero();
        assertThat(snapshot(fixture).pools().get(0).running()).isEqualTo(COUNT);
    }

    /** TestSchedMetrics, "total": counters by processor add up. */
    @Test
    void snapshot_tasksByProcessor_addUp() {
        Fixture fixture = new Fixture(4, false);
        for (int i = 0; i < 4; i++) {
            Worker worker = fixture.running();
            for (int task = 1; task < 5; task++) {
                fixture.engine.boundary.fetchBegin(worker);
                fixture.engine.boundary.fetchEnd(worker, true);
            }
            fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        }
        StatsSnapshot snapshot = snapshot(fixture);
        assertThat(snapshot.perProcessor().stream()
                        .mapToLong(ProcessorSnapshot::tasks)
                        .sum())
                .isEqualTo(20)
                .isEqualTo(snapshot.tasks());
        assertThat(snapshot.perProcessor())
                .allSatisfy(each -> assertThat(each.status()).isEqualTo("idle"));
    }

    /**
     * TestCgroupGOMAXPROCS, ...NoLimit, ...HigherThanNumCPU, ...Round, ...SchedAffinity: quota and affinity are the JVM's
     * to read; ours is the lower limit of 2 and the upper one of 1,024.
     */
    @ParameterizedTest
    @CsvSource({"8,8", "3,3", "2,2", "1,2", "0,2", "1024,1024", "4096,1024"})
    void follow_cpus_setsAsManyProcessorsAtLeastTwo(int cpus, int processors) {
        Fixture fixture = following(cpus);
        fixture.engine.resizer.forgetByHand();
        assertThat(snapshot(fixture).processors()).isEqualTo(processors);
    }

    private static Fixture following(int cpus) {
        Fixture fixture = new Fixture(new RuntimeConfig(4, false, 0, 0, 0, false, 0, Fixture.MS, true));
        fixture.cpus = cpus;
        return fixture;
    }

    private static Housekeeper housekeeper(Fixture fixture) {
        Housekeeper housekeeper =
                new Housekeeper(fixture.scheduler(), () -> fixture.cpus, fixture, fixture.engine.stalls);
        housekeeper.begin(fixture.engine.resizer, new RuntimeThread("test", housekeeper, fixture, fixture.engine));
        return housekeeper;
    }

    /** TestCgroupGOMAXPROCSUpdate: a new limit is seen while the program runs. */
    @Test
    void runOnce_limitChanges_isSeen() {
        Fixture fixture = following(4);
        Housekeeper housekeeper = housekeeper(fixture);
        for (int cpus : new int[] {4, 2, 7, 3}) {
            fixture.cpus = cpus;
            fixture.pass(housekeeper.runOnce(fixture.now()));
            assertThat(snapshot(fixture).processors()).isEqualTo(cpus);
        }
    }

    /** TestCgroupGOMAXPROCSDontUpdate and ...Environment: a number that somebody has said stays. */
    @Test
    void runOnce_numberSaidInTheConfiguration_stays() {
        Fixture fixture = new Fixture(3, false);
        fixture.cpus = 8;
        assertThat(housekeeper(fixture).runOnce(fixture.now())).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(snapshot(fixture).processors()).isEqualTo(3);
    }

    /** TestCgroupGOMAXPROCSSetDefault: back to what the CPUs say, at once. */
    @Test
    void forgetByHand_afterAResize_followsAgain() {
        Fixture fixture = following(6);
        fixture.engine.resizer.resize(9);
        housekeeper(fixture).runOnce(fixture.now());
        assertThat(snapshot(fixture).processors()).isEqualTo(9);
        fixture.engine.resizer.forgetByHand();
        assertThat(snapshot(fixture).processors()).isEqualTo(6);
    }
}
