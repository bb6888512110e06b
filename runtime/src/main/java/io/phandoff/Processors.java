// SPDX-License-Identifier: Apache-2.0
package io.phandoff;

import io.phandoff.runtime.Control;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The processors of this JVM: the tokens that workers of managed pools must hold to run (Go's Ps).
 *
 * <p>All methods may be called by any thread. {@link #resize}, {@link #forEach} and {@link #stopTheWorld} are done one at a
 * time; called from within each other they throw {@link IllegalStateException}, for they could never end.
 */
public final class Processors {
    private static final Duration STOP_LIMIT = Duration.ofMillis(100);

    private Processors() {}

    /** The number of processors, 1 to 1,024; as {@code runtime.GOMAXPROCS(0)} in Go. */
    public static int count() {
        return Control.processors();
    }

    /**
     * Changes the number of processors, while everything runs. When it returns no more than {@code processors} are in use;
     * a worker that had one of those that are gone runs on without until its next blocking call or task. From now on the
     * number does not follow that of the CPUs.
     *
     * @param processors 1 to 1,024
     * @throws IllegalArgumentException if the number is out of range
     */
    public static void resize(int processors) {
        Control.resize(processors);
    }

    /** Ends the effect of {@link #resize} and of the option {@code phandoff.procs}: one for each CPU, at least 2. */
    public static void followCpus() {
        Control.followCpus();
    }

    /**
     * Runs an action once on every processor and returns when all have run it; as {@code forEachP} in Go's runtime.
     *
     * <p>A processor that runs a worker runs it on that worker's thread, at its next blocking call or between two tasks; any
     * other one on the calling thread. While it runs nobody else can use that processor, so what is stored with it
     * ({@link ProcessorLocal}) needs no lock. The actions of different processors may run at the same time. A worker that
     * stalls, or computes for long without a blocking call, is robbed of its processor rather than waited for.
     *
     * @param action must be short, not block and not wait for a lock that others hold while they block: it may run in the
     *     middle of any blocking method of the JDK; never null
     * @throws IllegalStateException if an action threw something; it is the cause, and all processors have run it
     */
    public static void forEach(Consumer<? super Processor> action) {
        Objects.requireNonNull(action, "action");
        Control.forEach(processor -> {
            Processor view = new Processor(processor);
            try {
                action.accept(view);
            } finally {
                view.expire();
            }
        });
    }

    /**
     * Stops all workers, runs an action, lets them go on; within {@link #STOP_LIMIT 100 ms} or not at all.
     *
     * @param action what to run meanwhile, on the calling thread; never null
     * @throws WorldNotStoppedException if some worker would not stop; the action has not run
     * @throws IllegalStateException if the action took longer than 10 seconds, so that the workers were let go before its end
     * @see #stopTheWorld(Runnable, Duration)
     */
    public static void stopTheWorld(Runnable action) {
        stopTheWorld(action, STOP_LIMIT);
    }

    /**
     * Stops all workers, runs an action, lets them go on. While the action runs, no worker of a managed pool runs the
     * program's code: each is in a blocking call, or waits at the end of one or between two tasks. Threads that are not
     * managed, and {@linkplain #exempt exempt} ones, are not stopped.
     *
     * <p>A thread is stopped where a hook is. One that computes, or is blocked where no hook is (at a monitor, in native
     * code), is not; hence the limit.
     *
     * @param action what to run meanwhile, on the calling thread; it must not wait for a worker; never null
     * @param limit how long to try, more than 0; those that stop early wait for the others meanwhile
     * @throws WorldNotStoppedException if some worker would not stop; the action has not run
     * @throws IllegalStateException if the action took longer than 10 seconds, so that the workers were let go before its end
     */
    public static void stopTheWorld(Runnable action, Duration limit) {
        Objects.requireNonNull(action, "action");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit out of range: limit=" + limit + " (expected: > 0)");
        }
        String inTheWay = Control.stopTheWorld(action, nanos(limit));
        if (inTheWay != null) {
            throw new WorldNotStoppedException(inTheWay);
        }
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // longer than 292 years
        }
    }

    /**
     * Calls something that blocks where no hook of the agent reaches, such as native code. The calling worker gives its
     * processor up meanwhile and takes one back at the end. On any other thread it is a plain call.
     *
     * @param callable what to call; never null
     * @return what it returned
     * @throws Exception what it threw
     */
    public static <T> T blocking(Callable<T> callable) throws Exception {
        return Control.blocking(callable);
    }

    /**
     * Takes the calling thread out of the game, until the exemption is closed: it needs no processor, never waits for one
     * and is not stopped; as {@code runtime.LockOSThread} in Go. Nests. Has effect on a thread that becomes a worker
     * later, so a thread factory can exempt its threads.
     *
     * @return what ends it; to be closed by the same thread
     */
    public static Exemption exempt() {
        return new Exemption();
    }

    /**
     * Switches the effect of phandoff off: nobody needs a processor, all who wait are let go, no pool grows.
     *
     * @param reason for the log; never null
     * @return what {@link #resume} takes
     */
    public static long passThrough(String reason) {
        return Control.passThrough(Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Switches it on again.
     *
     * @param generation what {@link #passThrough} has returned
     * @return false, and nothing happens, if somebody has switched it off since, for another reason; if the runtime has
     *     failed; or if it is on
     */
    public static boolean resume(long generation) {
        return Control.resume(generation);
    }
}
