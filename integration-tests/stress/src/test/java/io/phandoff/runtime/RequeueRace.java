// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/**
 * A worker waits again while a releaser polls the entry that its last wait left behind: it is signalled, or it is in the
 * queue once more (the Dekker of {@link Waiter}).
 */
@JCStressTest
@State
@Outcome(id = "true, not queued", expect = ACCEPTABLE, desc = "signalled")
@Outcome(id = "true, queued", expect = ACCEPTABLE, desc = "signalled, and leaves an entry behind")
@Outcome(id = "false, queued", expect = ACCEPTABLE, desc = "not signalled, but found by the next releaser")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "waits, and nobody can find it")
public class RequeueRace {
    private final Rig rig = Rig.take();

    /** A wait that has ended without being polled. */
    public RequeueRace() {
        rig.scheduler.waits.begin(rig.waiter.pool, true);
        rig.scheduler.waits.add(rig.waiter, true);
    }

    /** The worker waits again. */
    @Actor
    public void waitsAgain() {
        rig.waiter.wait.begin();
        rig.scheduler.waits.add(rig.waiter, true);
    }

    /** The releaser. */
    @Actor
    public void signals(ZL_Result r) {
        Worker polled = rig.scheduler.waits.poll(false);
        r.r1 = polled != null && polled.wait.signal();
    }

    /** What is left. */
    @Arbiter
    public void look(ZL_Result r) {
        r.r2 = rig.scheduler.waits.poll(false) == null ? "not queued" : "queued";
        if (!rig.waiter.wait.cancel()) {
            rig.waiter.wait.end();
        }
        rig.scheduler.waits.end(rig.waiter.pool, true);
        rig.check();
    }
}
