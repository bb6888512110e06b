// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExperienceTest {
    private static final int KIND = CallKind.SOCKET_READ;
    private static final long LONG = Experience.SHORT_NANOS;
    private static final long SHORT = Experience.SHORT_NANOS - 1;

    private final Experience.Shared pool = new Experience.Shared();
    private final Experience experience = new Experience();

    private void retaken(int times) {
        for (int i = 0; i < times; i++) {
            experience.retaken(KIND, LONG, pool);
        }
    }

    private void lasted(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            experience.lasted(KIND, nanos, pool);
        }
    }

    @Test
    void retaken_lessOftenThanLearned_staysSoft() {
        retaken(Experience.LEARNED - 1);
        assertThat(experience.handsOff(KIND)).isFalse();
    }

    @Test
    void retaken_learned_handsOffThatKindOnly() {
        retaken(Experience.LEARNED);
        assertThat(experience.handsOff(KIND)).isTrue();
        assertThat(experience.handsOff(CallKind.FILE_READ)).isFalse();
    }

    @Test
    void kept_betweenRetakes_takesOneAway() {
        retaken(2);
        experience.kept(KIND);
        retaken(1);
        assertThat(experience.handsOff(KIND)).isFalse();
        retaken(1);
        assertThat(experience.handsOff(KIND)).isTrue();
    }

    /** As when the reader that it wakes takes its CPU. */
    @Test
    void retaken_writeThatIsSoonBack_staysSoft() {
        for (int i = 0; i < 10; i++) {
            experience.retaken(CallKind.SOCKET_WRITE, Experience.LONG_WRITE_NANOS - 1, pool);
        }
        assertThat(experience.score(CallKind.SOCKET_WRITE)).isZero();
        for (int i = 0; i < Experience.LEARNED; i++) {
            experience.retaken(CallKind.SOCKET_WRITE, Experience.LONG_WRITE_NANOS, pool);
        }
        assertThat(experience.handsOff(CallKind.SOCKET_WRITE)).isTrue();
        experience.lasted(CallKind.SOCKET_WRITE, Experience.LONG_WRITE_NANOS - 1, pool);
        assertThat(experience.handsOff(CallKind.SOCKET_WRITE)).isFalse();
    }

    @Test
    void kept_neverRetaken_staysAtNothing() {
        experience.kept(KIND);
        assertThat(experience.score(KIND)).isZero();
    }

    @Test
    void lasted_justLearnedAndShort_isSoftAgain() {
        retaken(Experience.LEARNED);
        lasted(1, SHORT);
        assertThat(experience.handsOff(KIND)).isFalse();
    }

    @Test
    void lasted_longForAWhile_bearsSomeShortOnes() {
        retaken(Experience.LEARNED);
        lasted(100, LONG);
        assertThat(experience.score(KIND)).isEqualTo(Experience.MOST);
        for (int i = 0; i < 50; i++) {
            lasted(1, SHORT);
            lasted(9, LONG);
            assertThat(experience.handsOff(KIND)).isTrue();
        }
    }

    @Test
    void lasted_onlyShortFromNowOn_isSoftAfterAFew() {
        retaken(Experience.LEARNED);
        lasted(100, LONG);
        lasted(Experience.MOST - Experience.LEARNED, SHORT);
        assertThat(experience.handsOff(KIND)).isTrue();
        lasted(1, SHORT);
        assertThat(experience.handsOff(KIND)).isFalse();
    }

    @Test
    void lasted_hardByTable_isNoExperience() {
        lasted(100, LONG);
        assertThat(experience.score(KIND)).isZero();
    }

    @Test
    void seed_whatThePoolHasLearned_isKnownToANewWorkerUntilItIsForgotten() {
        retaken(Experience.LEARNED);
        Experience second = new Experience();
        second.seed(pool);
        assertThat(second.handsOff(KIND)).isTrue();
        lasted(1, SHORT);
        Experience third = new Experience();
        third.seed(pool);
        assertThat(third.handsOff(KIND)).isFalse();
    }
}
