// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.stats.WaitCounts;
import io.phandoff.runtime.stats.WaitHistogram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pools by executor, weakly: a pool that the program has dropped goes away.
 *
 * <p><b>Threads.</b> Any thread looks up, in the path of each submission, so without a lock and without allocation.
 * Additions are rare and synchronized; they copy, and drop what was collected.
 *
 * <p><b>Memory modes.</b> {@code pools}: volatile, its arrays are never changed after publication.
 */
final class PoolTable {
    private static final int MIN_SIZE = 16;

    private volatile Pool[] pools = new Pool[MIN_SIZE];
    private final WaitHistogram waitsOfGone = new WaitHistogram(); // under the monitor

    /** Makes the pool of an executor that is not in the table. */
    interface Maker {
        /** Called under the table's monitor. */
        Pool make(Object executor);
    }

    /** The pool of an executor, null if it has had no managed worker yet. */
    Pool get(Object executor) {
        Pool[] table = pools;
        int mask = table.length - 1;
        for (int i = System.identityHashCode(executor) & mask; ; i = (i + 1) & mask) {
            Pool pool = table[i];
            if (pool == null || pool.isOf(executor)) {
                return pool;
            }
        }
    }

    synchronized Pool getOrMake(Object executor, Maker maker) {
        Pool pool = get(executor);
        if (pool != null) {
            return pool;
        }
        Pool made = maker.make(executor);
        List<Pool> live = all();
        live.add(made);
        int length = MIN_SIZE;
        while (length < live.size() * 2) {
            length *= 2;
        }
        Pool[] table = new Pool[length];
        Set<Pool> kept = new HashSet<>();
        for (Pool each : live) {
            Object key = each.executor();
            if (key != null) {
                int i = System.identityHashCode(key) & (length - 1);
                while (table[i] != null) {
                    i = (i + 1) & (length - 1);
                }
                table[i] = each;
                kept.add(each);
            }
        }
        for (Pool each : pools) {
            if (each != null && !kept.contains(each)) {
                waitsOfGone.add(each.waits);
            }
        }
        pools = table;
        return made;
    }

    /** What workers of all pools have waited for processors, of those that are gone too. */
    synchronized WaitCounts waits() {
        WaitCounts sum = new WaitCounts().add(waitsOfGone);
        for (Pool pool : pools) {
            if (pool != null) {
                sum.add(pool.waits);
            }
        }
        return sum;
    }

    /** The table as it is, with holes, a power of two long; not to be changed. */
    Pool[] table() {
        return pools;
    }

    /** The pools whose executors still exist. */
    List<Pool> all() {
        List<Pool> live = new ArrayList<>();
        for (Pool pool : pools) {
            if (pool != null && pool.executor() != null) {
                live.add(pool);
            }
        }
        return live;
    }
}
