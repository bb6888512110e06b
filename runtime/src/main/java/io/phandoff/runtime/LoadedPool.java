// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.invoke.MethodHandle;

/**
 * What a {@link HookedPool} does itself, for a pool whose class was loaded before the agent came: nothing can be added to such a
 * class, so the agent looks up the members of the pool's own that do it, once a class.
 *
 * <p>Kept by that class and by nothing else, so it keeps nothing of the program alive. A handle is compiled into a class of its own
 * when it has been called some hundred times: that is done here, so that no hook loads one.
 */
public final class LoadedPool {
    /** More than the 127 calls after which the JDK compiles a handle by itself. */
    private static final int WARM = 200;

    private static volatile Slots slots;

    private final MethodHandle queued;
    private final MethodHandle oneQueued;
    private final MethodHandle queueLimit;
    private final MethodHandle size;
    private final MethodHandle adder;

    /**
     * All handles take the pool, as an {@code Object}.
     *
     * @param queued how many tasks are queued, an int
     * @param oneQueued 1 if a task is queued else 0, asked if the other says 0; null if that one always knows
     * @param queueLimit how many may be, an int; null if there is no limit, or none that spares move
     * @param size how many threads the pool has, an int
     * @param adder adds a worker, a boolean: whether it did; false if only {@code PoolHooks.starting} tells
     */
    public LoadedPool(
            MethodHandle queued,
            MethodHandle oneQueued,
            MethodHandle queueLimit,
            MethodHandle size,
            MethodHandle adder) {
        this.queued = queued;
        this.oneQueued = oneQueued;
        this.queueLimit = queueLimit;
        this.size = size;
        this.adder = adder;
    }

    /** From now on pools of that class, and of those that extend it, can be managed. Takes some milliseconds. */
    public static synchronized void put(Class<?> type, LoadedPool pool) {
        pool.warmUp();
        if (slots == null) {
            slots = new Slots();
        }
        slots.get(type).pool = pool;
    }

    /** No more of them can be. */
    public static synchronized void remove(Class<?> type) {
        if (slots != null) {
            slots.get(type).pool = null;
        }
    }

    /** What is known of a pool's class; null if nothing is. */
    static LoadedPool of(Object executor) {
        Slots known = slots;
        if (known == null) {
            return null;
        }
        for (Class<?> type = executor.getClass(); type != null; type = type.getSuperclass()) {
            LoadedPool pool = known.get(type).pool;
            if (pool != null) {
                return pool;
            }
        }
        return null;
    }

    private static final class Slot {
        private volatile LoadedPool pool;
    }

    private static final class Slots extends ClassValue<Slot> {
        @Override
        protected Slot computeValue(Class<?> type) {
            return new Slot();
        }
    }

    private void warmUp() {
        LoadedPoolDriver driver = new LoadedPoolDriver(this, this, null);
        driver.isKnown();
        for (int i = 0; i < WARM; i++) {
            for (int call = 0; call < 4; call++) {
                try {
                    ask(call, null);
                } catch (NullPointerException e) {
                    // as expected: there is no pool, and the handle has counted the call
                }
            }
        }
    }

    private int ask(int call, Object executor) {
        try {
            return switch (call) {
                case 0 -> (int) queued.invokeExact(executor);
                case 1 -> oneQueued == null ? 0 : (int) oneQueued.invokeExact(executor);
                case 2 -> queueLimit == null ? Integer.MAX_VALUE : (int) queueLimit.invokeExact(executor);
                default -> (int) size.invokeExact(executor);
            };
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // none of them declares one
        }
    }

    /** As {@link HookedPool#phandoffQueued}. */
    int queued(Object executor) {
        int count = ask(0, executor);
        return count > 0 ? count : ask(1, executor);
    }

    /** As {@link HookedPool#phandoffQueueLimit}. */
    int queueLimit(Object executor) {
        return ask(2, executor);
    }

    int size(Object executor) {
        return ask(3, executor);
    }

    /** As {@link HookedPool#phandoffAddWorker}. */
    boolean add(Object executor) {
        try {
            return (boolean) adder.invokeExact(executor) || PoolHooks.hasStarted(executor);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // it declares none
        }
    }
}
