// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;
import io.phandoff.runtime.token.Processor;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One kind of value that processors store: its place, how it is made and where it goes.
 *
 * <p><b>Threads.</b> Any; a value itself is touched by one thread at a time, the owner of its processor. A thread that runs
 * on none uses {@link #withShared}, under a lock.
 *
 * <p>Keys are never forgotten: an index is used once. They are meant to be static fields.
 *
 * @param <T> the type of its values
 */
public final class LocalKey<T> {
    private static volatile LocalKey<?>[] all = {};

    private final int index;
    private final Supplier<? extends T> initial;
    private final Consumer<? super T> flush;
    private final Object sharedLock = new Object();
    private T shared;

    /**
     * Makes a key.
     *
     * @param initial makes a value when a processor has none; must not return null; never null
     * @param flush takes a value whose processor is lost; never null
     */
    public LocalKey(Supplier<? extends T> initial, Consumer<? super T> flush) {
        this.initial = initial;
        this.flush = flush;
        index = register(this);
    }

    private static synchronized int register(LocalKey<?> key) {
        int index = all.length;
        LocalKey<?>[] more = Arrays.copyOf(all, index + 1);
        more[index] = key;
        all = more;
        return index;
    }

    /** The value of the processor that the calling thread runs on, made if there is none yet; null if it runs on none. */
    public T get() {
        Engine engine = HandoffRuntime.engine();
        Worker worker = engine == null ? null : engine.scheduler.workers.get(Thread.currentThread());
        return worker == null ? null : ofHeld(worker);
    }

    /** The value of the processor that the calling worker holds, or was robbed of just now; null if there is none. */
    T ofHeld(Worker worker) {
        LocalStorage storage = worker.storage;
        if (worker.depth != 0 || worker.holdingOpaque() == 0 || storage == null) {
            return null;
        }
        if (storage.get(index) == null) {
            worker.depth = 1; // the supplier may pass a hook, which must not release the processor
            try {
                return of(storage);
            } finally {
                worker.depth = 0;
            }
        }
        return of(storage);
    }

    /** The value of a processor that the caller owns, as a safe-point function does while it runs. */
    public T of(Processor processor) {
        return of(processor.storage());
    }

    @SuppressWarnings("unchecked") // only values of this key are under its index
    private T of(LocalStorage storage) {
        Object value = storage.get(index);
        if (value == null) {
            value = make();
            storage.set(index, value);
        }
        return (T) value;
    }

    private T make() {
        T value = initial.get();
        if (value == null) {
            throw new IllegalStateException("no initial value of a processor-local: value=null (expected: not null)");
        }
        return value;
    }

    /** What is done with the one value that all threads without a processor share, under its lock. */
    public interface SharedUse<T, R> {
        /** Uses the value. */
        R use(T value);
    }

    /** Uses the value that threads without a processor share. */
    public <R> R withShared(SharedUse<? super T, R> use) {
        synchronized (sharedLock) {
            if (shared == null) {
                shared = make();
            }
            return use.use(shared);
        }
    }

    /** Flushes the value that threads without a processor share. */
    public void flushShared() {
        T value;
        synchronized (sharedLock) {
            value = shared;
            shared = null;
        }
        if (value != null) {
            flush(value);
        }
    }

    private void flush(T value) {
        try {
            flush.accept(value);
        } catch (Throwable e) { // the program's function, perhaps in the middle of a hook
            HandoffRuntime.localFlushFailed(e);
        }
    }

    @SuppressWarnings("unchecked") // only values of this key are under its index
    private void flushObject(Object value) {
        flush((T) value);
    }

    /** Flushes all values of a storage that the caller owns. */
    static void flush(LocalStorage storage) {
        if (!storage.hasValues()) {
            return;
        }
        Object[] values = storage.takeValues();
        LocalKey<?>[] keys = all;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                keys[i].flushObject(values[i]);
            }
        }
    }
}
