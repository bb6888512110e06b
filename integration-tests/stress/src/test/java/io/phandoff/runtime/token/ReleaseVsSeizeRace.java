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

/** A holder gives its processor up while it is taken by force: it becomes idle once and is counted once. */
@JCStressTest
@State
@Outcome(id = "true, false, 1, IDLE 1", expect = ACCEPTABLE, desc = "given up")
@Outcome(id = "false, true, 1, IDLE 1", expect = ACCEPTABLE, desc = "taken by force")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "counted twice, or not at all")
public class ReleaseVsSeizeRace {
    private final ProcessorTable table = new ProcessorTable(1);
    private final Processor processor = table.get(0);
    private final long tick = table.acquire(processor);
    private final long seen = processor.state();

    /** The holder. */
    @Actor
    public void releases(LLLL_Result r) {
        r.r1 = table.release(processor, tick);
    }

    /** The thief. */
    @Actor
    public void seizes(LLLL_Result r) {
        boolean seized = table.seize(processor, seen);
        if (seized) {
            table.restart(processor, tick);
        }
        r.r2 = seized;
    }

    /** What is left. */
    @Arbiter
    public void look(LLLL_Result r) {
        r.r3 = table.idle();
        r.r4 = Words.show(processor);
    }
}
