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

/**
 * No ABA in a call: after a retake another worker enters a call on the same processor. The first one, which comes back
 * with its own tick, never gets out of somebody else's call.
 */
@JCStressTest
@State
@Outcome(id = "true, false, RUNNING 1", expect = ACCEPTABLE, desc = "back before the retake")
@Outcome(id = "false, true, SYSCALL 1", expect = ACCEPTABLE, desc = "the other worker's call is whole")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "two workers on one processor")
public class StaleExitRace {
    private final Processor processor = new Processor(0);
    private final long tick = processor.tryAcquire();
    private final long seen;

    /** In a call. */
    public StaleExitRace() {
        processor.enterCall(tick);
        seen = processor.state();
    }

    /** The worker. */
    @Actor
    public void exits(ZZL_Result r) {
        r.r1 = processor.exitCall(tick);
    }

    /** The other worker: retakes it, runs on it, enters a call. */
    @Actor
    public void retakesAndEnters(ZZL_Result r) {
        r.r2 = processor.retake(seen);
        long next = processor.tryAcquire();
        if (next >= 0) {
            processor.enterCall(next);
        }
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = Words.show(processor);
    }
}
