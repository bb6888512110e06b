// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** A waiter in the resuming queue announces, queues, looks; a releaser publishes, looks: no lost waiter (Scheduler I2). */
@JCStressTest
@State
@Outcome(id = "true, false, clean", expect = ACCEPTABLE, desc = "found it at its last look")
@Outcome(id = "true, true, clean", expect = ACCEPTABLE, desc = "was woken")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "sleeps next to an idle processor, or one is lost")
public class LostResumerRace {
    private final Rig rig = Rig.take();

    /** The waiter. */
    @Actor
    public void waits(ZZL_Result r) {
        r.r1 = rig.await(true);
        r.r2 = rig.slept();
    }

    /** The releaser. */
    @Actor
    public void releases() {
        Rig.untilQueued(rig.waiter.resuming);
        rig.scheduler.release(rig.holder);
        rig.otherDone();
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = rig.check();
    }
}
