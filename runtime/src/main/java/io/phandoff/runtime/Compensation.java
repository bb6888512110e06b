// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether another worker runs in the place of a blocked one, in a pool that counts blocked workers as running until it is
 * told: {@code ForkJoinPool}.
 *
 * <p><b>Threads.</b> The starter claims and concludes; whoever finds that the worker is no longer blocked (mostly the worker
 * itself) ends; a worker of the pool that goes idle takes back.
 *
 * <p><b>Invariants.</b> I1: each replacement that the pool was told of is taken back exactly once: by whoever moves the state
 * away from COMPENSATED, or by the starter if it finds RETURNED. I2: who ends has stopped counting the worker as
 * blocked before, with a full fence; the starter claims first and then looks whether it is still counted. So one of the
 * two sees the other, and nobody stays compensated for who runs. I3: a worker whose pool compensates by itself is not claimed.
 *
 * <pre>
 * NONE         -> COMPENSATING  starter: blocked for long, and the pool does not compensate by itself
 * COMPENSATING -> COMPENSATED   starter: the pool has a worker in its place
 * COMPENSATING -> RETURNED      the worker is not blocked any more
 * COMPENSATING, RETURNED -> NONE  starter: the pool takes no worker; or it took one, which is taken back at once
 * COMPENSATED  -> NONE          not blocked any more, or its replacement found no task: taken back
 * </pre>
 *
 * <p><b>Memory modes.</b> The state: volatile, CAS. {@code byPool}: owner plain write, starter plain read after an atomic
 * operation; an old value costs one compensation too many until the worker returns.
 */
final class Compensation {
    private static final int NONE = 0;
    private static final int COMPENSATING = 1;
    private static final int COMPENSATED = 2;
    private static final int RETURNED = 3;

    private final AtomicInteger state = new AtomicInteger(NONE);
    private final Pool pool;

    /** How many of its calls the pool compensates by itself; the owner's. */
    private int byPool;

    Compensation(Pool pool) {
        this.pool = pool;
    }

    /** The owner: the pool counts it as blocked from now on, by itself. */
    void poolCompensates() {
        byPool++;
    }

    /** The owner: the pool counts it as running again. */
    void poolTakesBack() {
        if (byPool > 0) {
            byPool--;
        }
    }

    boolean isByPool() {
        return byPool != 0;
    }

    /** Whether nobody runs in its place. */
    boolean isFree() {
        return state.get() == NONE;
    }

    /** The starter: whether it may tell the pool; then {@link #conclude} must follow. */
    boolean claim() {
        return !isByPool() && state.compareAndSet(NONE, COMPENSATING);
    }

    /** The starter: ends a claim; true if what the pool was told is to be taken back, by the starter. */
    boolean conclude(boolean replaced) {
        if (replaced && state.compareAndSet(COMPENSATING, COMPENSATED)) {
            return false;
        }
        state.set(NONE);
        return replaced;
    }

    /** Any thread: the worker is not counted as blocked any more. */
    void ended() {
        int seen = state.get();
        if (seen == NONE || seen == RETURNED) {
            return;
        }
        if (seen == COMPENSATING && state.compareAndSet(COMPENSATING, RETURNED)) {
            return;
        }
        takeBack();
    }

    /** Any thread: tells the pool to count the worker as running again, if it does not; false if there is nothing to tell. */
    boolean takeBack() {
        if (state.get() != COMPENSATED || !state.compareAndSet(COMPENSATED, NONE)) {
            return false;
        }
        pool.driver.takeBack(pool);
        return true;
    }
}
