// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import io.phandoff.it.pools.PoolOfTwo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tasks of a pool of two that submit to their own pool and wait: without enough threads it hangs for good. Arguments: which pool,
 * {@link PoolOfTwo}; milliseconds after which it gives up, prints HUNG and halts with code 2.
 */
public final class NestedFutures {

    private NestedFutures() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = PoolOfTwo.valueOf(args[0]).make();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        List<Future<Integer>> trees = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            trees.add(pool.submit(() -> countNodes(pool, 3)));
        }
        int sum = 0;
        for (Future<Integer> tree : trees) {
            try {
                sum += tree.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                System.out.println("HUNG");
                Runtime.getRuntime().halt(2);
            }
        }
        System.out.println("nodes=" + sum);
        pool.shutdown();
    }

    private static int countNodes(ExecutorService pool, int depth) throws Exception {
        if (depth == 0) {
            return 1;
        }
        Future<Integer> left = pool.submit(() -> countNodes(pool, depth - 1));
        Future<Integer> right = pool.submit(() -> countNodes(pool, depth - 1));
        return 1 + left.get() + right.get();
    }
}
