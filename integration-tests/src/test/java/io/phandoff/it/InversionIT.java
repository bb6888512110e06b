// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;

import io.phandoff.it.apps.ClassInitInversion;
import io.phandoff.it.apps.LoggingInversion;
import io.phandoff.it.apps.WaitInversion;

/** A worker that needs a processor holds what the holder of the processor waits for: each program must end. */
class InversionIT {

    @OnOneProcessor
    void objectWait_monitorTakenBack_ends(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(WaitInversion.class), "rounds=40 entries=80");
    }

    @OnOneProcessor
    void logging_blockedUnderStreamMonitor_ends(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(LoggingInversion.class), "lines=1200 booked=600");
    }

    @OnOneProcessor
    void classInitialiser_blocked_ends(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(ClassInitInversion.class), "sleeping=2", "waiting=4", "asking=6");
    }
}
