// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * The switch that lets every waiter go (Go's freezetheworld, but with a way back), and the mode, which is the same for those
 * who would wait.
 *
 * <pre>
 * off       -> on(n)      begin             anybody, from any state
 * on(n)     -> on(n+1)    begin             anybody: another reason, so who knows n only cannot undo it
 * on(n)     -> off        end(n)            a person, if no failure is among the reasons
 * </pre>
 *
 * <p><b>Threads.</b> Any; under this object's monitor, which is held for nothing that waits.
 *
 * <p><b>Invariants.</b> I1: a pass-through is undone only by who knows the newest one, so two people cannot undo each
 * other's by a race. I2: one that came from a failure of the runtime is for good: what failed may not work.
 */
final class PassThrough {
    private final Scheduler scheduler;
    private long generation;
    private boolean on;
    private boolean failed;
    private String reason;
    private Mode mode = Mode.ON;

    PassThrough(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Begins, or begins once more.
     *
     * @param failure whether the runtime itself has failed
     * @return the generation; negative if it was on already
     */
    long begin(String why, boolean failure) {
        long begun;
        synchronized (this) {
            generation++;
            failed |= failure;
            if (on) {
                return -generation;
            }
            on = true;
            reason = why;
            begun = generation;
            apply();
        }
        scheduler.letAllGo(); // calls the program's flush functions: not under the monitor
        return begun;
    }

    /** Ends; false if there is a newer one, or a failure, or it is not on. */
    synchronized boolean end(long of) {
        if (!on || failed || of != generation) {
            return false;
        }
        on = false;
        reason = null;
        apply();
        return true;
    }

    private void apply() {
        scheduler.setPassThrough(on || mode != Mode.ON, !on && mode == Mode.OBSERVE);
    }

    /** Changes the mode, which holds where no pass-through does; the modes other than ON are pass-through to all others. */
    void setMode(Mode to) {
        synchronized (this) {
            mode = to;
            apply();
        }
        if (to != Mode.ON) {
            scheduler.letAllGo();
        }
    }

    synchronized Mode mode() {
        return mode;
    }

    /** Why it was begun first, null if it is off. */
    synchronized String reason() {
        return reason;
    }
}
