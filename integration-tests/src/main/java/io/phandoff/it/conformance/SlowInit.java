// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A class whose initialiser takes as long as a system property is there. Loaded anew, by another loader, for each run. */
final class SlowInit {
    static final String HELD = "conformance.init.held";

    static {
        while (System.getProperty(HELD) != null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private SlowInit() {}
}
