// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tasks of a fixed pool of two that submit to their own pool and wait: without enough threads it hangs for good.
 * Argument: milliseconds after which it gives up, prints HUNG and halts with code 2.
 */
public final class NestedFutures {

    private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

    private NestedFutures() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[0]));
        List<Future<Integer>> trees = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            trees.add(POOL.submit(() -> countNodes(3)));
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
        POOL.shutdown();
    }

    private static int countNodes(int depth) throws Exception {
        if (depth == 0) {
            return 1;
        }
        Future<Integer> left = POOL.submit(() -> countNodes(depth - 1));
        Future<Integer> right = POOL.submit(() -> countNodes(depth - 1));
        return 1 + left.get() + right.get();
    }
}
