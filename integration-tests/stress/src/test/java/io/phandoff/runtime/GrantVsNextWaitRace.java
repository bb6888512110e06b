// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.phandoff.runtime.token.Processor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/**
 * A waiter has been signalled, ends that wait and begins the next while a releaser that polled it grants: a grant that
 * is reported as consumed is found by the waiter, whichever wait it hit. Otherwise the processor is lost for good.
 */
@JCStressTest
@State
@Outcome(id = "true, granted", expect = ACCEPTABLE, desc = "the waiter has it")
@Outcome(id = "false, none", expect = ACCEPTABLE, desc = "the releaser has kept it")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "lost, or had by both")
public class GrantVsNextWaitRace {
    private static final VarHandle STATE;

    static {
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(WaitingForProcessor.class, MethodHandles.lookup());
            STATE = lookup.findVarHandle(WaitingForProcessor.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WaitingForProcessor wait = new WaitingForProcessor();
    private final Processor processor = new Processor(0);
    private Processor first;

    /** The first wait has begun. */
    public GrantVsNextWaitRace() {
        wait.begin();
    }

    /** The waiter; another releaser has signalled it, and has still to enter the monitor that the grant holds. */
    @Actor
    public void waitsAgain(ZL_Result r) {
        STATE.compareAndSet(wait, WaitingForProcessor.WAITING, WaitingForProcessor.SIGNALLED);
        first = wait.end();
        wait.begin();
    }

    /** The releaser. */
    @Actor
    public void grants(ZL_Result r) {
        r.r1 = wait.grant(processor);
    }

    /** What the waiter has had of both waits. */
    @Arbiter
    public void ends(ZL_Result r) {
        Processor second = wait.end();
        r.r2 = first == processor ^ second == processor ? "granted" : "none";
    }
}
