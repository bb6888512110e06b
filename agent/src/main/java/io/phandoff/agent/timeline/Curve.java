// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.util.Arrays;

/** A value over time, bounded: when there are too many points, of each two the larger value stays. */
final class Curve {
    static final int MOST = 4096;

    private long[] times = new long[64];
    private long[] values = new long[64];
    private int size;
    private long stride = 1;
    private long pending;
    private long most;

    void add(long at, long value) {
        most = Math.max(most, value);
        if (++pending < stride && size > 0) {
            values[size - 1] = Math.max(values[size - 1], value);
            return;
        }
        pending = 0;
        if (size == MOST) {
            halve();
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = at;
        values[size++] = value;
    }

    private void halve() {
        for (int i = 0; i < size / 2; i++) {
            times[i] = times[2 * i];
            values[i] = Math.max(values[2 * i], values[2 * i + 1]);
        }
        size /= 2;
        stride *= 2;
    }

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    long value(int index) {
        return values[index];
    }

    /** The largest value ever. */
    long most() {
        return most;
    }
}
