// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.phandoff.runtime.token.Processor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** A processor is granted to a waiter that gives up: exactly one of the two has it afterwards (WaitingForProcessor I1). */
@JCStressTest
@State
@Outcome(id = "true, false, granted", expect = ACCEPTABLE, desc = "the waiter has it")
@Outcome(id = "false, true, none", expect = ACCEPTABLE, desc = "the releaser has kept it")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "lost, or had by both")
public class GrantVsCancelRace {
    private final WaitingForProcessor wait = new WaitingForProcessor();
    private final Processor processor = new Processor(0);

    /** The wait has begun. */
    public GrantVsCancelRace() {
        wait.begin();
    }

    /** The releaser. */
    @Actor
    public void grants(ZZL_Result r) {
        r.r1 = wait.grant(processor);
    }

    /** The waiter: what was granted if it was too late to give up. */
    @Actor
    public void cancels(ZZL_Result r) {
        r.r2 = wait.cancel();
        r.r3 = !r.r2 && wait.end() == processor ? "granted" : "none";
    }
}
