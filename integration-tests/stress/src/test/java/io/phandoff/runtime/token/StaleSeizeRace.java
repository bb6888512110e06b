// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * No ABA: the word looks the same after release and acquire, but for its tick. A thief that saw the first holding never
 * ends the second.
 */
@JCStressTest
@State
@Outcome(id = "true, 1, false, RUNNING 1", expect = ACCEPTABLE, desc = "the thief was late")
@Outcome(
        id = "false, 1, true, RUNNING 1",
        expect = ACCEPTABLE,
        desc = "the first holding was seized, the second is whole")
@Outcome(id = "false, -1, true, IDLE 1", expect = ACCEPTABLE, desc = "seized, and in transit at the second acquire")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "the second holding was hit")
public class StaleSeizeRace {
    private final Processor processor = new Processor(0);
    private final long tick = processor.tryAcquire();
    private final long seen = processor.state();

    /** Ends the first holding and, whoever was faster, begins the second. */
    @Actor
    public void holdsTwice(LLLL_Result r) {
        r.r1 = processor.release(tick);
        r.r2 = processor.tryAcquire();
    }

    /** The thief, with the word of the first holding. */
    @Actor
    public void seizes(LLLL_Result r) {
        boolean seized = processor.seize(seen);
        if (seized) {
            processor.restart(tick);
        }
        r.r3 = seized;
    }

    /** What is left. */
    @Arbiter
    public void look(LLLL_Result r) {
        r.r4 = Words.show(processor);
    }
}
