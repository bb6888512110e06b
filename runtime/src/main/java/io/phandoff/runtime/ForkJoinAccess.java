// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The book-keeping of {@code ForkJoinPool}: its word {@code ctl} counts in its upper half how many workers run ("active",
 * those that are blocked included) and how many there are ("total"), and names in its lower half an idle worker, if any.
 *
 * <p>Made of private members of the JDK's class, which the agent has opened for us; found once, by the starter, so that the
 * class is not initialized before the program does (it reads system properties then). On 17 both counts are
 * relative to the parallelism.
 *
 * <p><b>Threads.</b> {@link #addActive}, {@link #endIfDone}: any, after the starter has called it once, which links it. All else: the starter and the
 * threads it makes.
 */
final class ForkJoinAccess {
    private static final int ACTIVE_SHIFT = 48;
    private static final int TOTAL_SHIFT = 32;
    private static final long ACTIVE_ONE = 1L << ACTIVE_SHIFT;
    private static final long TOTAL_ONE = 1L << TOTAL_SHIFT;
    private static final long TOTAL_MASK = 0xffffL << TOTAL_SHIFT;
    private static final int MOST_THREADS = 0x7fff;

    private static final VarHandle CTL;
    /** Of a pool: int on 17, else long. */
    private static final VarHandle BOUNDS;

    private static final int SPARES_SHIFT;
    private static final boolean RELATIVE;
    private static final MethodHandle TRY_COMPENSATE;
    private static final MethodHandle CREATE_WORKER;
    private static final MethodHandle TRY_TERMINATE;

    static {
        try {
            Class<ForkJoinPool> type = ForkJoinPool.class;
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            CTL = lookup.findVarHandle(type, "ctl", long.class);
            RELATIVE = has("mode");
            boolean hasBounds = has("bounds");
            BOUNDS = lookup.findVarHandle(type, hasBounds ? "bounds" : "config", RELATIVE ? int.class : long.class);
            SPARES_SHIFT = hasBounds ? 16 : 32;
            TRY_COMPENSATE = tryCompensate(lookup, type);
            CREATE_WORKER = lookup.findVirtual(type, "createWorker", MethodType.methodType(boolean.class));
            TRY_TERMINATE = tryTerminate(lookup, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ForkJoinAccess() {}

    private static boolean has(String field) {
        try {
            return ForkJoinPool.class.getDeclaredField(field) != null;
        } catch (NoSuchFieldException e) {
            return false;
        }
    }

    private static MethodHandle tryCompensate(MethodHandles.Lookup lookup, Class<?> type)
            throws ReflectiveOperationException {
        try {
            return lookup.findVirtual(type, "tryCompensate", MethodType.methodType(int.class, long.class));
        } catch (NoSuchMethodException e) {
            MethodHandle withLimit = lookup.findVirtual(
                    type, "tryCompensate", MethodType.methodType(int.class, long.class, boolean.class));
            return MethodHandles.insertArguments(withLimit, 2, false);
        }
    }

    /** What it returns differs. */
    private static MethodHandle tryTerminate(MethodHandles.Lookup lookup, Class<?> type)
            throws ReflectiveOperationException {
        MethodHandle found = lookup.unreflect(type.getDeclaredMethod("tryTerminate", boolean.class, boolean.class));
        return MethodHandles.insertArguments(found, 1, false, false)
                .asType(MethodType.methodType(void.class, ForkJoinPool.class));
    }

    /** Has a pool that was shut down look whether it is done; after its counts have changed. */
    static void endIfDone(ForkJoinPool pool) {
        try {
            TRY_TERMINATE.invokeExact(pool);
        } catch (Throwable e) {
            throw new IllegalStateException("ForkJoinPool.tryTerminate failed", e);
        }
    }

    /** Tells the pool that so many more of its workers run. */
    static void addActive(ForkJoinPool pool, int workers) {
        CTL.getAndAdd(pool, workers * ACTIVE_ONE);
    }

    static long ctl(ForkJoinPool pool) {
        return (long) CTL.getVolatile(pool);
    }

    static int active(ForkJoinPool pool, long ctl) {
        return (short) (ctl >>> ACTIVE_SHIFT) + (RELATIVE ? pool.getParallelism() : 0);
    }

    private static int total(ForkJoinPool pool, long ctl) {
        return (short) (ctl >>> TOTAL_SHIFT) + (RELATIVE ? pool.getParallelism() : 0);
    }

    static boolean hasIdle(long ctl) {
        return (ctl & 0x7fffffffL) != 0;
    }

    /** As the program set it: the maximum size of its constructor. */
    private static int mostThreads(ForkJoinPool pool) {
        int spares =
                RELATIVE ? (int) BOUNDS.get(pool) >>> SPARES_SHIFT : (short) ((long) BOUNDS.get(pool) >>> SPARES_SHIFT);
        return Math.min(MOST_THREADS, pool.getParallelism() + spares);
    }

    /** One blocked worker does not count as running any more; nobody is woken. False if the word has changed. */
    static boolean removeActive(ForkJoinPool pool, long ctl) {
        return CTL.compareAndSet(pool, ctl, ctl - ACTIVE_ONE);
    }

    /** Wakes the idle worker that the word names, in the place of a blocked one. False if the word has changed. */
    static boolean wake(ForkJoinPool pool, long ctl) throws Throwable {
        return (int) TRY_COMPENSATE.invokeExact(pool, ctl) > 0;
    }

    /** Makes room for one more thread, which must be {@link #create created}; 0 if the word has changed, -1 at the maximum. */
    static int reserve(ForkJoinPool pool, long ctl) {
        if (total(pool, ctl) >= mostThreads(pool)) {
            return -1;
        }
        return CTL.compareAndSet(pool, ctl, plusTotal(ctl, TOTAL_ONE)) ? 1 : 0;
    }

    private static long plusTotal(long ctl, long units) {
        return ((ctl + units) & TOTAL_MASK) | (ctl & ~TOTAL_MASK);
    }

    /** Creates the thread that was reserved for; after a failure the counts are what they were before. */
    static boolean create(ForkJoinPool pool) throws Throwable {
        if (RELATIVE) {
            return createRelative(pool);
        }
        boolean created = false;
        try {
            created = (boolean) CREATE_WORKER.invokeExact(pool);
        } finally {
            if (!created) {
                addActive(pool, 1); // the pool has taken one thread, and one that runs, off its counts
                endIfDone(pool);
            }
        }
        return created;
    }

    /** 17 forgets to take a thread off its counts that its factory did not make. */
    private static boolean createRelative(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = null;
        boolean started = false;
        try {
            thread = pool.getFactory().newThread(pool);
            if (thread != null) {
                thread.start();
                started = true;
            }
        } finally {
            for (long ctl = ctl(pool); !started && !CTL.compareAndSet(pool, ctl, plusTotal(ctl, -TOTAL_ONE)); ) {
                ctl = ctl(pool);
            }
            if (!started) {
                endIfDone(pool);
            }
        }
        return started;
    }
}
