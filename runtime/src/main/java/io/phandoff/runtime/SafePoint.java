// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One safe-point function and which processors have run it.
 *
 * <p><b>Threads.</b> The world's owner and the workers that come by. Exactly once a processor: whoever runs it has the
 * processor in hands, and looks then whether it {@link #ran}.
 *
 * <p><b>Memory modes.</b> {@code ran}, {@code left}, {@code failure}: volatile; written after the function has returned.
 */
final class SafePoint {
    /** What is run; it must neither block nor throw. */
    interface Function {
        /** Runs on a processor that the caller has in hands. */
        void run(Processor processor);
    }

    private final Function function;
    private final AtomicIntegerArray ran;
    private final AtomicInteger left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Pauses pauses;

    SafePoint(Function function, int processors, Pauses pauses) {
        this.function = function;
        this.pauses = pauses;
        ran = new AtomicIntegerArray(processors);
        left = new AtomicInteger(processors);
    }

    boolean ran(int id) {
        return ran.get(id) != 0;
    }

    /** How many processors have not run it yet. */
    int left() {
        return left.get();
    }

    /** What the function threw first, null if nothing. */
    Throwable failure() {
        return failure.get();
    }

    /** Runs it on a processor that the caller has in hands, unless it has run there before. */
    void run(Processor processor) {
        if (ran(processor.id())) {
            return; // since the look that found it wanting
        }
        try {
            function.run(processor);
        } catch (Throwable e) { // the program's function: it is told where it was asked for
            if (!failure.compareAndSet(null, e) && failure.get() != e) {
                failure.get().addSuppressed(e);
            }
        }
        ran.set(processor.id(), 1);
        if (left.decrementAndGet() == 0) {
            pauses.wake();
        }
    }
}
