// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.GrowthLimit;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.StallSnapshot;
import io.phandoff.runtime.StarvationSnapshot;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each cause from snapshots and a clock that the test makes: a look a second from 1970-01-01 on. */
class DiagnosisTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final DiagnosisSamples samples = new DiagnosisSamples();
    private final Diagnosis diagnosis = new Diagnosis(60 * SECOND, 16, ZoneOffset.UTC, 0, 0);
    private final List<Diagnosis.Line> lines = new ArrayList<>();
    private int second;

    private List<String> looks(int count) {
        lines.clear();
        for (int i = 0; i < count; i++) {
            second++;
            lines.addAll(diagnosis.look(samples.at(second * SECOND), second * SECOND, second * 1000L));
        }
        return lines.stream().map(Diagnosis.Line::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_WORKER, pool-of-one, phandoff.pools.exec.grow=on",
        "SCHEDULED, scheduled-pool, phandoff.pools.exec.grow=on",
        "BOUNDED_QUEUE, bounded-queue, phandoff.pools.exec.grow=on",
        "OFF, growth-off, phandoff.pools.exec.grow=auto"
    })
    void look_twiceAPoolThatARuleKeepsSmall_tellsTheRule(GrowthLimit limit, String cause, String option) {
        samples.limit = limit;
        assertThat(looks(1)).isEmpty();
        assertThat(looks(1))
                .singleElement()
                .asString()
                .startsWith(
                        "diagnosis cause=" + cause
                                + " pool=exec seen=\"9 tasks queued, 2 of 2 workers blocked (sleep 100%), none idle, 2 of 2 processors unused; ")
                .endsWith(" since=\"1970-01-01 00:00:01\" option=" + option);
        assertThat(lines.get(0).warns()).isFalse();
    }

    /** Who follows the line gives a promise up, so it must say which. */
    @Test
    void look_boundedQueue_tellsWhatGrowingGivesUp() {
        samples.limit = GrowthLimit.BOUNDED_QUEUE;
        assertThat(looks(2))
                .singleElement()
                .asString()
                .contains("; a pool with a bounded queue does not grow: ", "refuse");
    }

    @Test
    void look_poolAtItsCap_warns() {
        samples.maxSpares = 4;
        samples.spares = 4;
        assertThat(looks(3))
                .singleElement()
                .asString()
                .contains("cause=cap-per-pool", "has 4 spares of at most 4", "option=phandoff.pools.exec.grow.max");
        assertThat(lines.get(0).warns()).isTrue();
    }

    @Test
    void look_allPoolsAtTheirCap_warns() {
        samples.allSpares = 16;
        assertThat(looks(2))
                .singleElement()
                .asString()
                .contains("cause=cap-total", "16 spares of at most 16", "option=phandoff.grow.max-total");
    }

    @Test
    void look_workersWaitForTheSameObject_tellsThatNoOptionHelps() {
        samples.sharedWaits = 2;
        assertThat(looks(3))
                .singleElement()
                .asString()
                .contains("cause=shared-wait", "2 wait for the same object", "option=\"none (");
    }

    @Test
    void look_poolThatMayGrowAndDoesNot_isToldAfterThree() {
        assertThat(looks(2)).isEmpty();
        assertThat(looks(1))
                .singleElement()
                .asString()
                .contains("cause=starved", "option=phandoff.pools.exec.grow.grace");
    }

    /** They run, as growth sees it, which then asks for an idle CPU: no option changes that. */
    @Test
    void look_allInCallsThatKeepTheirProcessor_tellsNothing() {
        samples.blocked = 1;
        samples.inCall = 1;
        assertThat(looks(4)).isEmpty();
        samples.blocked = 2;
        samples.inCall = 0;
        assertThat(looks(3)).hasSize(1);
    }

    @Test
    void look_allWaitForEvents_tellsNothing() {
        samples.inEvents = 2;
        assertThat(looks(4)).isEmpty();
        samples.inEvents = 1; // and the other one is blocked
        assertThat(looks(3)).hasSize(1);
    }

    @Test
    void look_poolThatGrows_isNotToldOf() {
        for (int i = 0; i < 5; i++) {
            samples.spares++;
            assertThat(looks(1)).isEmpty();
        }
    }

    @Test
    void look_notInARow_tellsNothing() {
        samples.limit = GrowthLimit.ONE_WORKER;
        for (int i = 0; i < 5; i++) {
            samples.needy = i % 2 == 0;
            assertThat(looks(1)).isEmpty();
        }
    }

    @Test
    void look_nothingIsLacking_tellsNothing() {
        samples.limit = GrowthLimit.ONE_WORKER;
        samples.processorsIdle = 0;
        assertThat(looks(3)).isEmpty();
        samples.processorsIdle = 2;
        samples.blocked = 0;
        assertThat(looks(3)).isEmpty();
        samples.blocked = 2;
        samples.mode = Mode.OFF;
        assertThat(looks(3)).isEmpty();
        samples.mode = Mode.ON;
        samples.passThrough = "broken";
        assertThat(looks(3)).isEmpty();
        samples.passThrough = null;
        assertThat(looks(2)).hasSize(1);
    }

    @Test
    void look_sameAgain_isToldOnceAMinuteWithTheNumberLeftOut() {
        samples.limit = GrowthLimit.ONE_WORKER;
        assertThat(looks(2)).hasSize(1);
        assertThat(looks(59)).isEmpty();
        assertThat(looks(1))
                .singleElement()
                .asString()
                .endsWith(" left-out=59")
                .contains("since=\"1970-01-01 00:00:01\"");
        assertThat(looks(60)).singleElement().asString().endsWith(" left-out=59");
    }

    @Test
    void look_otherPoolOrCause_isToldAtOnce() {
        samples.limit = GrowthLimit.ONE_WORKER;
        assertThat(looks(2)).hasSize(1);
        samples.limit = GrowthLimit.OFF;
        assertThat(looks(2)).singleElement().asString().contains("cause=growth-off");
        samples.name = "other";
        samples.id = 2;
        assertThat(looks(2)).singleElement().asString().contains("pool=other");
    }

    @Test
    void look_observedPoolStarves_tellsWhatGrowingGives() {
        samples.mode = Mode.OBSERVE;
        assertThat(looks(2)).isEmpty();
        samples.starvation = starvation(SECOND / 20);
        assertThat(looks(1)).isEmpty();
        samples.starvation = starvation(SECOND);
        assertThat(looks(1))
                .singleElement()
                .asString()
                .contains(
                        "cause=starved",
                        "starved for 1000ms in all",
                        "growing gives 4.0 times",
                        "option=phandoff.mode=on");
        assertThat(looks(1)).isEmpty();
    }

    private static StarvationSnapshot starvation(long nanos) {
        long[] by = new long[23];
        by[0] = 1;
        return new StarvationSnapshot(nanos, nanos, nanos, 9, 2, 4, by);
    }

    @ParameterizedTest
    @CsvSource({
        "1, retaken-monitor, 'none (a java.util.concurrent lock has a hook)'",
        "2, retaken-waiting, phandoff.hooks.extra",
        "3, retaken-native, phandoff.hooks.extra",
        "4, retaken-stalled, none",
        "5, retaken-slice, phandoff.slice"
    })
    void look_sysmonAloneRetakes_tellsHowOftenAndWhere(int cause, String name, String option) {
        samples.needy = false;
        String retaken = name.substring("retaken-".length());
        samples.stalls = List.of(new StallSnapshot(
                retaken, 3, List.of(new StackTraceElement("com.acme.Cache", "get", "Cache.java", 12))));
        assertThat(looks(1)).isEmpty();
        samples.retakes[cause] = PoolHistory.MIN_RETAKES - 1;
        assertThat(looks(1)).isEmpty();
        samples.retakes[cause] = PoolHistory.MIN_RETAKES;
        assertThat(looks(1))
                .singleElement()
                .asString()
                .contains(
                        "cause=" + name + " pool=exec",
                        " 10 times, in all pools most often at com.acme.Cache.get:12",
                        "since=\"1970-01-01 00:00:01\"",
                        option);
        assertThat(looks(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OFF,", "ON, paused"})
    void look_retakesBeforeATimeOff_areNotToldAsOfNow(Mode mode, String passThrough) {
        samples.needy = false;
        looks(1);
        samples.mode = mode;
        samples.passThrough = passThrough;
        samples.retakes[1] = 1000; // until it took effect
        assertThat(looks(3)).isEmpty();
        samples.mode = Mode.ON;
        samples.passThrough = null;
        assertThat(looks(3)).isEmpty();
        samples.retakes[1] += PoolHistory.MIN_RETAKES;
        assertThat(looks(1)).singleElement().asString().contains(" 10 times", "since=\"1970-01-01 00:00:07\"");
    }

    @Test
    void look_offInBetween_isNotInARow() {
        samples.limit = GrowthLimit.ONE_WORKER;
        assertThat(looks(1)).isEmpty();
        samples.mode = Mode.OFF;
        assertThat(looks(1)).isEmpty();
        samples.mode = Mode.ON;
        assertThat(looks(1)).isEmpty();
        assertThat(looks(1)).hasSize(1);
    }

    @Test
    void look_fewRetakesNowAndThen_tellsNothing() {
        samples.needy = false;
        for (int i = 0; i < 50; i++) {
            samples.retakes[1]++;
            assertThat(looks(1)).isEmpty();
            second += 30;
        }
    }

    @Test
    void look_retakesInSoftCalls_areAsMeant() {
        samples.needy = false;
        looks(1);
        samples.retakes[0] = 1000;
        assertThat(looks(1)).isEmpty();
    }
}
