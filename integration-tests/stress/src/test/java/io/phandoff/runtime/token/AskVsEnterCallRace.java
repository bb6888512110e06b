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

/** A holder enters a call while it is asked to come by: it never publishes its processor past a request (Processor I2). */
@JCStressTest
@State
@Outcome(id = "true, false, SYSCALL 0", expect = ACCEPTABLE, desc = "in the call; who asks sees that")
@Outcome(id = "false, true, RUNNING 0 asked", expect = ACCEPTABLE, desc = "attends first")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "a request is lost, or in a call")
public class AskVsEnterCallRace {
    private final Processor processor = new Processor(0);
    private final long tick = processor.tryAcquire();
    private final long seen = processor.state();

    /** The holder. */
    @Actor
    public void enters(ZZL_Result r) {
        r.r1 = processor.enterCall(tick);
    }

    /** The world's owner. */
    @Actor
    public void asks(ZZL_Result r) {
        r.r2 = processor.ask(seen, Processor.SAFE_POINT);
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = Words.show(processor);
    }
}
