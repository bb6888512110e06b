// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.Callable;

/**
 * What the public API and the agent's management call. Works on the running runtime; without one, on one that has processors
 * but no workers. All methods may be called by any thread.
 */
public final class Control {
    private Control() {}

    private static Worker worker(Engine engine) {
        return engine.scheduler.workers.get(Thread.currentThread());
    }

    /** The number of processors now. */
    public static int processors() {
        return HandoffRuntime.engineOrInert().scheduler.processors.count();
    }

    /** Changes the number of processors; from now on it does not follow the CPUs. See {@link Resizer}. */
    public static void resize(int processors) {
        HandoffRuntime.engineOrInert().resizer.resize(processors);
    }

    /** The number of processors follows that of the CPUs (again). */
    public static void followCpus() {
        HandoffRuntime.engineOrInert().resizer.forgetByHand();
    }

    /** What {@link #forEach} runs. */
    public interface Visit {
        /** Runs while nobody else can use the processor. */
        void visit(Processor processor);
    }

    /**
     * Runs something once on every processor.
     *
     * @throws IllegalStateException if it threw something, or if called from within an operation on all processors
     */
    public static void forEach(Visit visit) {
        HandoffRuntime.engineOrInert().safePoints.forEach(new VisitFunction(visit));
    }

    private static final class VisitFunction implements SafePoint.Function {
        private final Visit visit;

        VisitFunction(Visit visit) {
            this.visit = visit;
        }

        @Override
        public void run(Processor processor) {
            visit.visit(processor);
        }
    }

    /**
     * Stops all other workers, runs something, lets them go on.
     *
     * @param limitNanos how long to try, more than 0
     * @return null if it was done; else what was in the way, and nothing was done
     * @throws IllegalStateException if the workers had to be let go before its end, or if called from within an operation
     */
    public static String stopTheWorld(Runnable action, long limitNanos) {
        return HandoffRuntime.engineOrInert().worldStop.stop(action, limitNanos);
    }

    /** Calls something that blocks where no hook reaches: the calling worker gives its processor up meanwhile. */
    public static <T> T blocking(Callable<T> callable) throws Exception {
        Hooks.enterHard(CallKind.OTHER);
        try {
            return callable.call();
        } finally {
            Hooks.exit();
        }
    }

    /** The calling thread is not gated from now on; nests. */
    public static void exempt() {
        Engine engine = HandoffRuntime.engineOrInert();
        Worker worker = worker(engine);
        if (worker == null) {
            engine.exemptions.add(1);
        } else if (worker.exempt++ == 0) {
            engine.calls.giveUp(worker);
        }
    }

    /** Ends one {@link #exempt} of the calling thread. */
    public static void unexempt() {
        Engine engine = HandoffRuntime.engineOrInert();
        Worker worker = worker(engine);
        if (worker == null) {
            engine.exemptions.add(-1);
        } else if (--worker.exempt == 0 && worker.depth == 0) {
            worker.depth = 1;
            engine.calls.resume(worker, 0);
            worker.depth = 0;
        }
    }

    /**
     * Lets all waiters go; nobody needs a processor until {@link #resume}.
     *
     * @return what to resume with
     */
    public static long passThrough(String reason) {
        return HandoffRuntime.engineOrInert().passThroughAsAsked(reason);
    }

    /** Why the runtime is pass-through, null while it is not. */
    public static String passThroughReason() {
        return HandoffRuntime.engineOrInert().passThroughReason();
    }

    /**
     * Ends a pass-through.
     *
     * @param generation what the newest {@link #passThrough} returned
     * @return false if there was a newer one, if the runtime has failed, or if it is not pass-through
     */
    public static boolean resume(long generation) {
        return HandoffRuntime.engineOrInert().resume(generation);
    }
}
