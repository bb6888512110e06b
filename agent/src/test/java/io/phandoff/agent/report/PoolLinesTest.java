// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StarvationSnapshot;
import org.junit.jupiter.api.Test;

class PoolLinesTest {
    private static final long MS = 1_000_000;

    private static long[] blocked(long park, long socketRead) {
        long[] nanos = new long[CallKind.COUNT];
        nanos[CallKind.PARK] = park * MS;
        nanos[CallKind.SOCKET_READ] = socketRead * MS;
        return nanos;
    }

    private static PoolSnapshot pool(long[] blockedNanos, StarvationSnapshot starvation) {
        return new PoolSnapshot(
                "exec", 4, 4, 0, 4, 0, 9, 0, 4, 50, 0, 0, blockedNanos, starvation, true, Snapshots.DETAILS);
    }

    private static StarvationSnapshot starvation(long starvedMillis) {
        long[] by = new long[CallKind.COUNT + 2];
        by[CallKind.SOCKET_READ] = 89;
        by[CallKind.COUNT] = 11;
        return new StarvationSnapshot(30 * MS, starvedMillis * MS, 15 * MS, 57.34, 1.66, 13.05, by);
    }

    @Test
    void state_ofPoolThatWasBlocked_saysInWhatMostFirst() {
        assertThat(PoolLines.state(pool(blocked(250, 750), null)))
                .endsWith(" grows=yes blocked-in=\"socket-read 75%, park 25%\"");
    }

    @Test
    void state_ofPoolThatNeverWas_isSilent() {
        assertThat(PoolLines.state(pool(blocked(0, 0), null))).endsWith(" grows=yes");
        assertThat(PoolLines.blockedTime(pool(blocked(0, 0), null))).isNull();
    }

    @Test
    void blockedTime_ofPool_isInMilliseconds() {
        assertThat(PoolLines.blockedTime(pool(blocked(250, 750), null)))
                .isEqualTo("SUMMARY blocked-time: pool=exec total=1000ms socket-read=750ms park=250ms");
    }

    @Test
    void starved_inObserveMode_saysForHowLongByWhatAndWhatGrowingGives() {
        assertThat(PoolLines.starved(pool(blocked(0, 0), starvation(20)), 100 * MS))
                .isEqualTo(
                        "starved pool=exec threads=4 for=20ms of=100ms longest=15ms queued=57.3 processors-unused=1.7"
                                + " blocked-in=\"socket-read 89%, monitor 11%\" growing-gives-times=13.1");
    }

    @Test
    void starved_onlyShortOfWorkers_isSilent() {
        assertThat(PoolLines.starved(pool(blocked(0, 0), starvation(0)), 100 * MS))
                .isNull();
        assertThat(PoolLines.starved(pool(blocked(0, 0), null), 100 * MS)).isNull();
    }
}
