// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.phandoff.runtime.token.Processor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Two releasers meet one waiter: exactly one wakes it, the other keeps what it has for the next (WaitingForProcessor I1). */
@JCStressTest
@State
@Outcome(id = "true, false, none", expect = ACCEPTABLE, desc = "signalled")
@Outcome(id = "false, true, granted", expect = ACCEPTABLE, desc = "granted")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "a signal or a processor is lost")
public class SignalVsGrantRace {
    private final WaitingForProcessor wait = new WaitingForProcessor();
    private final Processor processor = new Processor(0);

    /** The wait has begun. */
    public SignalVsGrantRace() {
        wait.begin();
    }

    /** One releaser. */
    @Actor
    public void signals(ZZL_Result r) {
        r.r1 = wait.signal();
    }

    /** The other. */
    @Actor
    public void grants(ZZL_Result r) {
        r.r2 = wait.grant(processor);
    }

    /** The waiter wakes up. */
    @Arbiter
    public void ends(ZZL_Result r) {
        r.r3 = wait.end() == processor ? "granted" : "none";
    }
}
