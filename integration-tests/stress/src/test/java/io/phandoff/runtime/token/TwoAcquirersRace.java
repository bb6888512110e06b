// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** One idle processor, two who take it: exactly one has it. */
@JCStressTest
@State
@Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "the first has it")
@Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "the second has it")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "both have it, or nobody")
public class TwoAcquirersRace {
    private final Processor processor = new Processor(0);

    /** Takes it. */
    @Actor
    public void first(JJ_Result r) {
        r.r1 = processor.tryAcquire();
    }

    /** Takes it too. */
    @Actor
    public void second(JJ_Result r) {
        r.r2 = processor.tryAcquire();
    }
}
