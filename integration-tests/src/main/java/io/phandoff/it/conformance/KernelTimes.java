// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

/**
 * What the kernel says of a thread: it ran, it could have run but another thread did, and the rest it slept.
 *
 * @param ranNanos on a CPU
 * @param heldUpNanos ready, while the kernel ran others
 */
record KernelTimes(long ranNanos, long heldUpNanos) {
    /** The difference to an earlier reading. */
    KernelTimes since(KernelTimes earlier) {
        return new KernelTimes(ranNanos - earlier.ranNanos, heldUpNanos - earlier.heldUpNanos);
    }
}
