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

/**
 * Sysmon takes the holder's field, then its processor, while the holder gives it up and takes it again: it is freed
 * once, and the second holding is never hit (Worker I1, Sysmon I1).
 */
@JCStressTest
@State
@Outcome(id = "true, true, clean", expect = ACCEPTABLE, desc = "given up; the thief was late")
@Outcome(id = "false, true, clean", expect = ACCEPTABLE, desc = "retaken, then acquired again")
@Outcome(id = "false, false, clean", expect = ACCEPTABLE, desc = "its field was taken, its processor not yet")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "freed twice, or lost")
public class ForcedRetakeRace {
    private final Rig rig = Rig.take();
    private final Processor processor = rig.scheduler.processors.get(0);
    private final long seen = processor.state();

    /** The holder. */
    @Actor
    public void givesUpAndTakes(ZZL_Result r) {
        r.r1 = rig.scheduler.release(rig.holder);
        r.r2 = rig.scheduler.tryAcquire(rig.holder, 0);
    }

    /** Sysmon. */
    @Actor
    public void retakes() {
        if (rig.scheduler.seizeRunning(processor, seen)) {
            rig.scheduler.processors.restart(processor, Processor.tick(seen));
            rig.scheduler.processorFreed();
        }
    }

    /** What is left. */
    @Arbiter
    public void look(ZZL_Result r) {
        r.r3 = rig.check();
    }
}
