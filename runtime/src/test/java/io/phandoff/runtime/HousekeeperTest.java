// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HousekeeperTest {
    private final Fixture fixture = new Fixture(new RuntimeConfig(4, false, 0, 0, 0, false, 0, Fixture.MS, true));
    private final Resizer resizer = fixture.engine.resizer;
    private final Housekeeper housekeeper =
            new Housekeeper(fixture.scheduler(), () -> fixture.cpus, fixture, fixture.engine.stalls);

    HousekeeperTest() {
        fixture.cpus = 4;
        housekeeper.begin(resizer, new RuntimeThread("test", housekeeper, fixture, fixture.engine));
    }

    private long look() {
        return housekeeper.runOnce(fixture.now());
    }

    private int count() {
        return fixture.scheduler().processors.count();
    }

    @Test
    void runOnce_cpusChange_followsAndTells() {
        look();
        assertThat(fixture.told).isEmpty();
        fixture.cpus = 6;
        fixture.pass(Housekeeper.CALM_NANOS);
        look();
        assertThat(count()).isEqualTo(6);
        assertThat(fixture.told).containsExactly("resized 4 6");
    }

    @Test
    void runOnce_beforeTheNextLookIsDue_doesNotAskAgain() {
        long next = look();
        fixture.cpus = 6;
        fixture.pass(next - 1);
        assertThat(look()).isEqualTo(1);
        assertThat(count()).isEqualTo(4);
        fixture.pass(1);
        look();
        assertThat(count()).isEqualTo(6);
    }

    @Test
    void runOnce_processorsAreUsed_looksOnceASecondElseLessOften() {
        assertThat(look()).isEqualTo(Housekeeper.BUSY_NANOS).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        fixture.pass(Housekeeper.BUSY_NANOS);
        assertThat(look()).isEqualTo(Housekeeper.CALM_NANOS);
        Worker worker = fixture.running();
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        fixture.pass(Housekeeper.CALM_NANOS);
        assertThat(look()).isEqualTo(Housekeeper.BUSY_NANOS);
    }

    @Test
    void runOnce_oneCpu_keepsTwoProcessors() {
        fixture.cpus = 1;
        look();
        assertThat(count()).isEqualTo(Housekeeper.MIN_PROCESSORS);
    }

    @Test
    void runOnce_setByHand_neverLooksAgainButTells() {
        resizer.resize(3);
        fixture.cpus = 8;
        assertThat(look()).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(count()).isEqualTo(3);
        assertThat(fixture.told).containsExactly("resized 4 3");
        resizer.forgetByHand();
        look(); // at once
        assertThat(count()).isEqualTo(8);
    }

    @Test
    void runOnce_severalResizes_areToldAsOne() {
        resizer.resize(7);
        resizer.resize(2);
        look();
        assertThat(fixture.told).containsExactly("resized 4 2");
        resizer.resize(5);
        assertThat(look()).isEqualTo(Housekeeper.BUSY_NANOS); // somebody may resize all the time
        assertThat(fixture.told).hasSize(1);
        fixture.pass(Housekeeper.BUSY_NANOS);
        look();
        assertThat(fixture.told).containsExactly("resized 4 2", "resized 2 5");
    }

    @Test
    void flushFailed_often_isToldOnce() {
        housekeeper.flushFailed(new IllegalStateException("first"));
        housekeeper.flushFailed(new IllegalStateException("second"));
        look();
        look();
        housekeeper.flushFailed(new IllegalStateException("third"));
        look();
        assertThat(fixture.told).containsExactly("flush failed first");
    }
}
