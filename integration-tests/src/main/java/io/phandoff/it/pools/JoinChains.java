// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Chains of {@code supplyAsync} on a pool of two, each of whose tasks joins the next: without enough threads it hangs for good.
 * Arguments: which pool, {@link PoolOfTwo}; milliseconds after which it gives up, prints HUNG and halts with code 2.
 */
public final class JoinChains {

    private static final int CHAINS = 4;
    private static final int DEPTH = 8;

    private JoinChains() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = PoolOfTwo.valueOf(args[0]).make();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        List<CompletableFuture<Integer>> chains = new ArrayList<>();
        for (int i = 0; i < CHAINS; i++) {
            chains.add(CompletableFuture.supplyAsync(() -> join(pool, DEPTH), pool));
        }
        int joined = 0;
        for (CompletableFuture<Integer> chain : chains) {
            try {
                joined += chain.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                System.out.println("HUNG");
                Runtime.getRuntime().halt(2);
            }
        }
        System.out.println("joined=" + joined);
        pool.shutdown();
    }

    private static int join(Executor pool, int depth) {
        return depth == 0
                ? 0
                : CompletableFuture.supplyAsync(() -> join(pool, depth - 1), pool)
                                .join()
                        + 1;
    }
}
