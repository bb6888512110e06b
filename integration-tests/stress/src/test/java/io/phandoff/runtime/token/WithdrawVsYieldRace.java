// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** A request is taken back while the holder follows it: the two agree on whether it was followed. */
@JCStressTest
@State
@Outcome(id = "true, false, IDLE 1", expect = ACCEPTABLE, desc = "followed")
@Outcome(id = "false, true, RUNNING 0", expect = ACCEPTABLE, desc = "taken back")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or neither")
public class WithdrawVsYieldRace {
    private final Processor processor = new Processor(0);
    private final long asked;

    /** Asked. */
    public WithdrawVsYieldRace() {
        processor.tryAcquire();
        processor.ask(processor.state(), Processor.GIVE_UP);
        asked = processor.state();
    }

    /** The holder. */
    @Actor
    public void yields(ZZL_Result r) {
        r.r1 = processor.yieldAsked(asked);
    }

    /** The world's owner. */
    @Actor
    public void withdraws(ZZL_Result r) {
        r.r2 = processor.withdraw(asked);
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = Words.show(processor);
    }
}
