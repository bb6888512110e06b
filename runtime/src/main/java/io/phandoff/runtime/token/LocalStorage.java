// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.util.Arrays;

/**
 * What is stored with one processor: its counters, and one value of each local key that was used on it.
 *
 * <p><b>Threads.</b> One at a time: who owns the processor. After a forced retake the holder that lost the processor keeps
 * this object, the processor gets another; so there is one owner at every moment and nothing here is volatile.
 */
public final class LocalStorage {
    private static final Object[] NONE = {};

    private final int processor;
    private Object[] values = NONE;
    private long tasks;
    private long handoffs;

    LocalStorage(int processor) {
        this.processor = processor;
    }

    /** The index of the processor it belongs to, or belonged to; -1 for an over-commit one. */
    public int processor() {
        return processor;
    }

    /** The value under an index, null if there is none. */
    public Object get(int index) {
        Object[] all = values;
        return index < all.length ? all[index] : null;
    }

    /** Puts a value under an index, 0 or more. */
    public void set(int index, Object value) {
        if (index >= values.length) {
            values = Arrays.copyOf(values, Math.max(index + 1, 2 * values.length));
        }
        values[index] = value;
    }

    /** Takes all values out, index by index, null where there was none. */
    public Object[] takeValues() {
        Object[] taken = values;
        values = NONE;
        return taken;
    }

    /** Whether there may be a value. */
    public boolean hasValues() {
        return values.length != 0;
    }

    /** A task was begun on the processor. */
    public void countTask() {
        tasks++;
    }

    /** The processor was handed off at a hard call. */
    public void countHandoff() {
        handoffs++;
    }

    /** Tasks begun since the last {@link #clearCounts}. */
    public long tasks() {
        return tasks;
    }

    /** Hand-offs since the last {@link #clearCounts}. */
    public long handoffs() {
        return handoffs;
    }

    /** Begins to count anew. */
    public void clearCounts() {
        tasks = 0;
        handoffs = 0;
    }
}
