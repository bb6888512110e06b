// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;

import io.phandoff.it.apps.Interrupts;
import io.phandoff.it.apps.LostPermit;
import io.phandoff.it.apps.Spinner;

/** The park permit and the interrupt status belong to the program; who spins must not starve whom it waits for. */
class LivenessIT {

    @OnOneProcessor
    void parkPermit_givenDuringAnotherCall_isKept(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(LostPermit.class), "rounds=450");
    }

    @OnOneProcessor
    void interrupt_inEveryBlockingCall_isDeliveredOnce(OneProcessor one) throws InterruptedException {
        assertPrinted(
                one.jvm().run(Interrupts.class),
                "sleep: InterruptedException flag=false",
                "wait: InterruptedException flag=false",
                "park: returned flag=true",
                "latch: InterruptedException flag=false",
                "queue: InterruptedException flag=false",
                "lock: InterruptedException flag=false",
                "channel: ClosedByInterruptException flag=true",
                "delivered=30 of 30",
                "spun=false");
    }

    @OnOneProcessor
    void spinner_waitsForTaskOfItsPool_ends(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(Spinner.class), "yield=10", "onSpinWait=10", "bare=10");
    }
}
