// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivityTest {
    private final Fixture fixture = new Fixture(2, false);

    private long activity() {
        return Activity.of(fixture.engine);
    }

    private Worker inCall() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        return worker;
    }

    @Test
    void of_allIdle_staysTheSame() {
        assertThat(activity()).isEqualTo(activity());
    }

    @Test
    void of_workerInACall_staysTheSame() {
        inCall();
        assertThat(activity()).isEqualTo(activity());
    }

    @Test
    void of_workerRuns_differsEachTime() {
        fixture.running();
        assertThat(activity()).isNotEqualTo(activity());
    }

    @Test
    void of_oneMoreCallMeanwhile_differs() {
        Worker worker = inCall();
        long before = activity();
        fixture.engine.calls.exit(worker);
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(activity()).isNotEqualTo(before);
    }

    @Test
    void of_workerCameAndWent_differs() {
        long before = activity();
        fixture.engine.boundary.workerEnd(fixture.running());
        assertThat(activity()).isNotEqualTo(before);
    }

    @Test
    void of_sysmonLooked_differs() {
        long before = activity();
        fixture.pretendDemand();
        fixture.sysmon();
        assertThat(activity()).isNotEqualTo(before);
    }

    @Test
    void of_modeObserve_differsEachTime() {
        fixture.engine.setMode(Mode.OBSERVE);
        assertThat(activity()).isNotEqualTo(activity());
    }

    @Test
    void of_passThrough_differsEachTime() {
        fixture.engine.passThrough("test", null);
        assertThat(activity()).isNotEqualTo(activity());
    }

    @Test
    void of_workerOverCommitted_differsEachTime() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterHard(worker, CallKind.FILE_READ);
        fixture.running();
        fixture.running();
        fixture.engine.calls.exit(worker);
        assertThat(fixture.scheduler().overcommitted.get()).isEqualTo(1);
        assertThat(activity()).isNotEqualTo(activity());
    }
}
