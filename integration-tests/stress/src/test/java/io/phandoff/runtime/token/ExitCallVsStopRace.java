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

/** The world stops while a worker comes back from a call: exactly one of the two has the processor. */
@JCStressTest
@State
@Outcome(id = "true, false, RUNNING 1", expect = ACCEPTABLE, desc = "back on it; it is asked next")
@Outcome(id = "false, true, STOPPED 0", expect = ACCEPTABLE, desc = "stopped")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "runs on a stopped processor")
public class ExitCallVsStopRace {
    private final Processor processor = new Processor(0);
    private final long tick = processor.tryAcquire();
    private final long seen;

    /** In a call. */
    public ExitCallVsStopRace() {
        processor.enterCall(tick);
        seen = processor.state();
    }

    /** The worker. */
    @Actor
    public void exits(ZZL_Result r) {
        r.r1 = processor.exitCall(tick);
    }

    /** The world's owner. */
    @Actor
    public void stops(ZZL_Result r) {
        r.r2 = processor.stop(seen);
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = Words.show(processor);
    }
}
