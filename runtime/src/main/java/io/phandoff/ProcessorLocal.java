// SPDX-License-Identifier: Apache-2.0
package io.phandoff;

import io.phandoff.runtime.LocalKey;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A variable with one value for each processor: striped by who can run at once, not by thread, and used by one thread at a
 * time, so its values need neither atomics nor locks.
 *
 * <pre>{@code
 * static final ProcessorLocal<long[]> HITS = ProcessorLocal.of(() -> new long[1], hits -> TOTAL.addAndGet(hits[0]));
 *
 * HITS.update(hits -> hits[0]++);
 * }</pre>
 *
 * <p>A value belongs to the caller only until its next blocking call: do not keep it. When a processor is lost (a resize, a
 * forced retake, an over-commit processor that ends, pass-through) its value goes to the flush function, once, and nobody
 * uses it any more; so what has been flushed and what {@link Processors#forEach} finds is all there is, but for what a thread
 * has that has lost its processor and has not noticed: it goes on with its value until its next blocking call, which flushes. (If
 * the agent is stopped meanwhile, there is none: that value is lost, and the line of the stop says so.)
 *
 * <p>Make it a static field: it is never forgotten. All methods may be called by any thread.
 *
 * @param <T> the type of the values
 */
public final class ProcessorLocal<T> {
    private final LocalKey<T> key;

    private ProcessorLocal(LocalKey<T> key) {
        this.key = key;
    }

    /**
     * Makes a variable.
     *
     * @param initial makes the value of a processor when it is first asked for; must not return null; never null
     * @param flush takes a value whose processor is lost. It may be called by any thread, in the middle of a blocking call
     *     of the program: it must be short and not block, and take care of being called by several threads at once. What
     *     it throws is logged once; never null
     */
    public static <T> ProcessorLocal<T> of(Supplier<? extends T> initial, Consumer<? super T> flush) {
        return new ProcessorLocal<>(
                new LocalKey<>(Objects.requireNonNull(initial, "initial"), Objects.requireNonNull(flush, "flush")));
    }

    LocalKey<T> key() {
        return key;
    }

    /** The value of the processor that the calling thread runs on; null if it runs on none, as any unmanaged thread does. */
    public T get() {
        return key.get();
    }

    /**
     * Applies a function to the value of the processor that the calling thread runs on; on a thread without one, to a value
     * that all such threads share, under a lock.
     *
     * @param function must be short and not block; never null
     * @return what the function returned
     */
    public <R> R apply(Function<? super T, ? extends R> function) {
        T value = key.get();
        return value != null ? function.apply(value) : key.withShared(function::apply);
    }

    /** As {@link #apply}, without a result. */
    public void update(Consumer<? super T> function) {
        T value = key.get();
        if (value != null) {
            function.accept(value);
        } else {
            key.withShared(shared -> {
                function.accept(shared);
                return null;
            });
        }
    }

    /** Flushes the value that threads without a processor share. */
    public void flushShared() {
        key.flushShared();
    }
}
