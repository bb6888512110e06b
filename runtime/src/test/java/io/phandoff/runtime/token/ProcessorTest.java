// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of transitions in {@link Processor}'s header, each line and what is not in it. */
class ProcessorTest {
    private final Processor processor = new Processor(3);

    /** A way into each status. */
    enum Start {
        IDLE,
        RUNNING,
        ASKED,
        SYSCALL,
        STOPPED,
        SEIZED,
        DEAD;

        Processor make() {
            Processor made = new Processor(3);
            if (this == IDLE) {
                return made;
            }
            if (this != STOPPED && this != SEIZED && this != DEAD) {
                made.tryAcquire();
            }
            boolean done =
                    switch (this) {
                        case ASKED -> made.ask(made.state(), Processor.SAFE_POINT);
                        case SYSCALL -> made.enterCall(0);
                        case STOPPED, DEAD -> made.stop(made.state());
                        case SEIZED -> made.seize(made.state());
                        default -> true;
                    };
            assertThat(done).isTrue();
            if (this == DEAD) {
                made.destroy(0);
            }
            return made;
        }

        /** The tick that its holder, or who has it in hands, knows. */
        static long tick(Processor made) {
            return Processor.tick(made.state());
        }
    }

    private static int status(Processor of) {
        return Processor.status(of.state());
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void tryAcquire_anyStatus_takesOnlyAnIdleOne(Start start) {
        Processor made = start.make();
        long tick = Start.tick(made);
        assertThat(made.tryAcquire()).isEqualTo(start == Start.IDLE ? tick : -1);
        assertThat(Start.tick(made)).isEqualTo(tick);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void enterCall_anyStatus_tiesOnlyARunningOneThatIsNotAsked(Start start) {
        Processor made = start.make();
        assertThat(made.enterCall(Start.tick(made))).isEqualTo(start == Start.RUNNING); // I2
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void exitCall_anyStatus_takesBackOnlyATiedOneAndRaisesTheTick(Start start) {
        Processor made = start.make();
        long tick = Start.tick(made);
        assertThat(made.exitCall(tick)).isEqualTo(start == Start.SYSCALL);
        assertThat(Start.tick(made)).isEqualTo(start == Start.SYSCALL ? tick + 1 : tick);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void release_anyStatus_endsOnlyARunningOneThatIsNotAsked(Start start) {
        Processor made = start.make();
        assertThat(made.release(Start.tick(made))).isEqualTo(start == Start.RUNNING); // I2
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void retake_anyStatus_takesOnlyATiedOne(Start start) {
        Processor made = start.make();
        assertThat(made.retake(made.state())).isEqualTo(start == Start.SYSCALL);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void ask_anyStatus_onlyARunningOneThatIsNotAskedYet(Start start) {
        Processor made = start.make();
        assertThat(made.ask(made.state(), Processor.STOP)).isEqualTo(start == Start.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void withdrawAndYieldAsked_anyStatus_onlyAnAskedOne(Start start) {
        Processor made = start.make();
        assertThat(made.withdraw(made.state())).isEqualTo(start == Start.ASKED);
        Processor other = start.make();
        assertThat(other.yieldAsked(other.state())).isEqualTo(start == Start.ASKED);
        assertThat(status(other) == Processor.IDLE).isEqualTo(start == Start.ASKED || start == Start.IDLE);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void stopAndSeize_anyStatus_notOneThatIsInHandsOrDead(Start start) {
        boolean free = start != Start.STOPPED && start != Start.SEIZED && start != Start.DEAD;
        Processor stopped = start.make();
        long tick = Start.tick(stopped);
        assertThat(stopped.stop(stopped.state())).isEqualTo(free);
        assertThat(Start.tick(stopped)).isEqualTo(tick);
        Processor seized = start.make();
        assertThat(seized.seize(seized.state())).isEqualTo(free);
        assertThat(Processor.ask(seized.state())).isEqualTo(Processor.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void letGo_anyStatus_onlyOneThatIsInHands(Start start) {
        boolean inHands = start == Start.STOPPED || start == Start.SEIZED;
        int[] ends = {Processor.RUNNING, Processor.IDLE, Processor.DEAD};
        for (int end : ends) {
            Processor made = start.make();
            long tick = Start.tick(made);
            if (inHands) {
                letGo(made, end, tick);
                assertThat(status(made)).isEqualTo(end);
                assertThat(Start.tick(made)).isEqualTo(tick + 1);
            } else {
                assertThatThrownBy(() -> letGo(made, end, tick))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("processor is not in anybody's hands: Processor[id=3, status=");
            }
        }
    }

    private static void letGo(Processor made, int end, long tick) {
        switch (end) {
            case Processor.RUNNING -> made.resume(tick);
            case Processor.IDLE -> made.restart(tick);
            default -> made.destroy(tick);
        }
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void revive_anyStatus_onlyADeadOneAndTicksGoOn(Start start) {
        Processor made = start.make();
        long tick = Start.tick(made);
        if (start == Start.DEAD) {
            made.revive();
            assertThat(made.tryAcquire()).isEqualTo(tick + 1); // I4: no hint to it ever becomes true again
        } else {
            assertThatThrownBy(made::revive)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("processor is not dead: ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Processor.SAFE_POINT, Processor.STOP, Processor.GIVE_UP})
    void ask_withdrawnAndAskedForSomethingElse_isAnotherWord(int what) {
        processor.tryAcquire();
        long plain = processor.state();
        processor.ask(plain, what);
        long asked = processor.state();
        assertThat(Processor.ask(asked)).isEqualTo(what);
        assertThat(processor.withdraw(asked)).isTrue();
        assertThat(processor.state()).isEqualTo(plain);
        int other = what == Processor.STOP ? Processor.GIVE_UP : Processor.STOP;
        processor.ask(plain, other);
        assertThat(processor.yieldAsked(asked)).isFalse(); // I3
        assertThat(processor.stop(asked)).isFalse();
    }

    @Test
    void exitCall_retakenAndInAnotherWorkersCall_fails() {
        long first = processor.tryAcquire();
        processor.enterCall(first);
        assertThat(processor.retake(processor.state())).isTrue();
        long second = processor.tryAcquire();
        processor.enterCall(second);
        // Go 1.19 cannot tell these two calls apart (entersyscall_gcwait's ABA); the tick can
        assertThat(processor.exitCall(first)).isFalse();
        assertThat(processor.exitCall(second)).isTrue();
    }

    @Test
    void retake_wordOfAnEarlierHolding_fails() {
        long tick = processor.tryAcquire();
        long word = processor.state();
        assertThat(processor.release(tick)).isTrue();
        processor.tryAcquire();
        assertThat(processor.retake(word)).isFalse();
        assertThat(processor.seize(word)).isFalse();
        assertThat(status(processor)).isEqualTo(Processor.RUNNING);
    }

    @Test
    void release_afterForcedRetake_fails() {
        long tick = processor.tryAcquire();
        assertThat(processor.seize(processor.state())).isTrue();
        assertThat(processor.release(tick)).isFalse();
        assertThat(processor.enterCall(tick)).isFalse();
        processor.restart(tick);
        assertThat(processor.release(tick)).isFalse();
    }

    @Test
    void holding_anyProcessor_namesProcessorAndTickAndIsNeverZero() {
        for (int id : new int[] {-1, 0, 1, 1023}) {
            for (long tick : new long[] {0, 1, 1L << 40}) {
                long holding = new Processor(id).holding(tick);
                assertThat(holding).isPositive();
                assertThat(Processor.idOf(holding)).isEqualTo(id);
                assertThat(Processor.tickOf(holding)).isEqualTo(tick);
            }
        }
    }

    @Test
    void seenInCall_sameWord_isTrueFromTheSecondLookOn() {
        processor.enterCall(processor.tryAcquire());
        assertThat(processor.seenInCall(processor.state())).isFalse();
        assertThat(processor.seenInCall(processor.state())).isTrue();
        processor.exitCall(0);
        processor.enterCall(1);
        assertThat(processor.seenInCall(processor.state())).isFalse(); // another call, same processor and worker
    }

    @Test
    void renewStorage_takenByForce_leavesTheOldOneToItsHolder() {
        LocalStorage old = processor.storage();
        old.set(2, "value");
        processor.renewStorage();
        assertThat(processor.storage()).isNotSameAs(old);
        assertThat(processor.storage().hasValues()).isFalse();
        assertThat(old.takeValues()).containsExactly(null, null, "value");
    }
}
