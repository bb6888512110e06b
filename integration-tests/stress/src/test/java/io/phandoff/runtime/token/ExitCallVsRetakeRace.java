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

/** A worker comes back from a soft call while its processor is retaken: exactly one of the two has it. */
@JCStressTest
@State
@Outcome(id = "true, false, RUNNING 1", expect = ACCEPTABLE, desc = "back on it")
@Outcome(id = "false, true, IDLE 1", expect = ACCEPTABLE, desc = "retaken")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "both have it, or nobody")
public class ExitCallVsRetakeRace {
    private final Processor processor = new Processor(0);
    private final long tick = processor.tryAcquire();

    /** In a call. */
    public ExitCallVsRetakeRace() {
        processor.enterCall(tick);
    }

    /** The worker. */
    @Actor
    public void exits(ZZL_Result r) {
        r.r1 = processor.exitCall(tick);
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
