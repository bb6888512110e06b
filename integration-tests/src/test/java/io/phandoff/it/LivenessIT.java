// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;

import io.phandoff.it.apps.Interrupts;
import io.phandoff.it.apps.LostPermit;
import io.phandoff.it.apps.Spinner;

/** The park permit and the interrupt status belong to the program; who spins must not starve whom it waits for. */
class LivenessIT {

    private static final String[] ROUNDS = {"rounds=450"};

    private static final String[] INTERRUPTS = {
        "sleep: InterruptedException flag=false",
        "wait: InterruptedException flag=false",
        "park: returned flag=true",
        "latch: InterruptedException flag=false",
        "queue: InterruptedException flag=false",
        "lock: InterruptedException flag=false",
        "channel: ClosedByInterruptException flag=true",
        "delivered=30 of 30",
        "spun=false"
    };

    private static final String[] SPINS = {"yield=10", "onSpinWait=10", "bare=10"};

    @OnOneProcessor
    void parkPermit_givenDuringAnotherCall_isKept(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(LostPermit.class), ROUNDS);
    }

    @OnOneProcessor
    void interrupt_inEveryBlockingCall_isDeliveredOnce(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(Interrupts.class), INTERRUPTS);
    }

    @OnOneProcessor
    void interrupt_besideASpare_isDeliveredOnce(OneProcessor one) throws InterruptedException {
        JvmRun run = one.jvm().set("it.grows", "true").run(Interrupts.class, "grows");
        assertPrinted(run, INTERRUPTS);
        PromiseRuns.assertGrown(run);
    }

    @OnOneProcessor
    void spinner_waitsForTaskOfItsPool_ends(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(Spinner.class), SPINS);
    }

    /** What the others are compared with is what a program sees by itself. */
    @OnEveryJdk
    void programs_withoutTheAgent_printTheSame(JavaHome home) throws InterruptedException {
        assertPrinted(AgentJvm.on(home).run(LostPermit.class), ROUNDS);
        assertPrinted(AgentJvm.on(home).run(Interrupts.class), INTERRUPTS);
        assertPrinted(AgentJvm.on(home).run(Interrupts.class, "grows"), INTERRUPTS);
        assertPrinted(AgentJvm.on(home).run(Spinner.class), SPINS);
    }
}
