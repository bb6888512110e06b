// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.util.Arrays;

/**
 * What the table promises, one operation at a time: who holds which processor. A worker may believe it holds one that
 * was retaken, and learns so at its next operation.
 */
public final class ProcessorTableSpec {
    static final int PROCESSORS = 2;
    /** The worker of Lincheck's first parallel thread; 0 is who runs before, and there is one who runs after. */
    static final int FIRST = 1;

    static final int SECOND = 2;
    private static final int NOBODY = -1;
    private static final int MAX_WORKERS = 8;

    private final int[] status = new int[PROCESSORS];
    private final int[] holder = new int[PROCESSORS];
    /** Which processor a worker believes it holds. */
    private final int[] believes = new int[MAX_WORKERS];

    private final boolean[] asked = new boolean[PROCESSORS];
    /** Which processor a worker has seized. */
    private final int[] hands = new int[MAX_WORKERS];

    private final boolean[] inCall = new boolean[MAX_WORKERS];

    /** The first worker is in a call, the second runs. */
    public ProcessorTableSpec() {
        Arrays.fill(holder, NOBODY);
        Arrays.fill(believes, NOBODY);
        Arrays.fill(hands, NOBODY);
        acquire(FIRST, 0);
        enterCall(FIRST);
        acquire(SECOND, 1);
    }

    /** As in the test. */
    public boolean acquire(int worker, int id) {
        if (believes[worker] != NOBODY || status[id] != Processor.IDLE) {
            return false;
        }
        status[id] = Processor.RUNNING;
        holder[id] = worker;
        believes[worker] = id;
        return true;
    }

    /** As in the test. */
    public boolean release(int worker) {
        if (inCall[worker]) {
            return false;
        }
        int id = believes[worker];
        believes[worker] = NOBODY;
        return holds(worker, id) && free(id);
    }

    /** As in the test. */
    public boolean enterCall(int worker) {
        int id = believes[worker];
        if (inCall[worker] || id == NOBODY) {
            return false;
        }
        if (!holds(worker, id)) {
            believes[worker] = NOBODY;
            return false;
        }
        if (asked[id]) {
            return false;
        }
        inCall[worker] = true;
        status[id] = Processor.SYSCALL;
        return true;
    }

    /** As in the test. */
    public boolean exitCall(int worker) {
        if (!inCall[worker]) {
            return false;
        }
        inCall[worker] = false;
        int id = believes[worker];
        if (holds(worker, id)) {
            status[id] = Processor.RUNNING;
            return true;
        }
        believes[worker] = NOBODY;
        return false;
    }

    /** As in the test. */
    public boolean retakeInCall(int id) {
        return status[id] == Processor.SYSCALL && free(id);
    }

    /** As in the test. */
    public boolean seize(int worker, int id) {
        return hands[worker] == NOBODY && status[id] < Processor.STOPPED && take(worker, id);
    }

    private boolean take(int worker, int id) {
        free(id);
        status[id] = Processor.SEIZED;
        hands[worker] = id;
        return true;
    }

    /** As in the test. */
    public boolean restart(int worker) {
        int id = hands[worker];
        hands[worker] = NOBODY;
        return id != NOBODY && free(id);
    }

    /** As in the test. */
    public boolean ask(int id) {
        boolean may = status[id] == Processor.RUNNING && !asked[id];
        asked[id] |= may;
        return may;
    }

    /** As in the test. */
    public boolean withdraw(int id) {
        boolean was = asked[id];
        asked[id] = false;
        return was;
    }

    /** As in the test. */
    public boolean shrink() {
        if (status[1] >= Processor.STOPPED) {
            return false;
        }
        free(1);
        status[1] = Processor.DEAD;
        return true;
    }

    /** As in the test. */
    public boolean grow() {
        return status[1] == Processor.DEAD && free(1);
    }

    /** As in the test. */
    public int status(int id) {
        return status[id];
    }

    private boolean holds(int worker, int id) {
        return id != NOBODY && holder[id] == worker;
    }

    private boolean free(int id) {
        status[id] = Processor.IDLE;
        holder[id] = NOBODY;
        asked[id] = false;
        return true;
    }
}
