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

/** A worker enters a soft call while its processor is retaken: a retake happens at most once and ends the holding. */
@JCStressTest
@State
@Outcome(id = "true, false, SYSCALL 0", expect = ACCEPTABLE, desc = "in the call; the thief's word was stale")
@Outcome(id = "true, true, IDLE 1", expect = ACCEPTABLE, desc = "retaken out of the call")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "nobody has it, or both")
public class EnterCallVsRetakeRace {
    private final Processor processor = new Processor(0);
    private final long tick = processor.tryAcquire();

    /** The worker. */
    @Actor
    public void enters(ZZL_Result r) {
        r.r1 = processor.enterCall(tick);
    }

    /** The thief. */
    @Actor
    public void retakes(ZZL_Result r) {
        r.r2 = processor.retake(processor.state());
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = Words.show(processor);
    }
}
