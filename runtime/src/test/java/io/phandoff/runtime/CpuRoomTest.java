// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuRoomTest {
    private static final long WINDOW = CpuRoom.WINDOW_NANOS;

    private final Fixture fixture = new Fixture(2, false);
    private final CpuRoom room = new CpuRoom(fixture);
    private long now = MS;

    CpuRoomTest() {
        fixture.idleCpuNanos = 0;
    }

    /** Time goes by, in which CPUs were idle for so long together. */
    private boolean lookAfter(long nanos, long idleNanos) {
        fixture.idleCpuNanos += idleNanos;
        now += nanos;
        return room.look(now);
    }

    @Test
    void look_systemDoesNotTell_isAlways() {
        fixture.idleCpuNanos = -1;
        assertThat(room.look(now)).isTrue();
        assertThat(lookAfter(WINDOW, 0)).isTrue();
    }

    @Test
    void look_busyWindow_isNotUntilOneWithAnEighthOfACpuIdleHasEnded() {
        assertThat(room.look(now)).isTrue();
        assertThat(lookAfter(WINDOW, WINDOW / 8 - 1)).isFalse();
        assertThat(lookAfter(WINDOW / 2, WINDOW)).isFalse();
        assertThat(lookAfter(WINDOW / 2, 0)).isTrue();
        assertThat(lookAfter(WINDOW - 1, 0)).isTrue();
        assertThat(lookAfter(1, 0)).isFalse();
    }

    @Test
    void look_windowLaterThanItsEnd_isJudgedByItsLength() {
        room.look(now);
        assertThat(lookAfter(2 * WINDOW, WINDOW / 5)).isFalse();
        assertThat(lookAfter(2 * WINDOW, WINDOW / 4)).isTrue();
    }

    @Test
    void look_firstAfterALongTime_isAlways() {
        room.look(now);
        assertThat(lookAfter(WINDOW, 0)).isFalse();
        assertThat(lookAfter(CpuRoom.FORGET_NANOS + 1, 0)).isTrue();
        assertThat(lookAfter(WINDOW, 0)).isFalse();
    }

    /** As it may be where a container is shown figures of its own. */
    @Test
    void look_systemTellsLessThanBefore_isNot() {
        fixture.idleCpuNanos = WINDOW;
        room.look(now);
        assertThat(lookAfter(WINDOW, -WINDOW / 2)).isFalse();
        assertThat(lookAfter(WINDOW, WINDOW)).isTrue();
    }
}
