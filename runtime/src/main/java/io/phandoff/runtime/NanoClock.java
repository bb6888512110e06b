// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/** A monotonic clock, injected so that sysmon and growth run step by step in tests. */
interface NanoClock {
    /** Nanoseconds since some fixed moment; only differences mean anything. */
    long nanoTime();

    /** The JVM's own. */
    final class OfJvm implements NanoClock {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
