// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

/**
 * Where the managed worker waits, with the processor in its hands, until somebody else wants it; then it makes the call.
 * The worker enters, one other thread opens.
 */
final class Gate {
    private volatile boolean reached;
    private volatile boolean open;
    private volatile long steps;
    private volatile long enteredAt;
    private volatile boolean left;

    /** The worker, right before the call: computes until {@link #open}. */
    void enter() {
        reached = true;
        for (long step = 1; !open; step++) {
            steps = step;
            Thread.onSpinWait();
        }
        enteredAt = System.nanoTime();
    }

    /** The worker, right after the call. */
    void leave() {
        left = true;
    }

    /** How often the worker has looked whether it is open: changes while it is on a CPU. */
    long steps() {
        return steps;
    }

    void open() {
        open = true;
    }

    boolean reached() {
        return reached;
    }

    /** When the call began, 0 before. */
    long enteredAt() {
        return enteredAt;
    }

    boolean left() {
        return left;
    }
}
