// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import io.phandoff.it.bench.PoolKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * What runs the tasks.
 *
 * @param name {@link PoolKind}'s, {@code fjp} for a ForkJoinPool whose tasks block in a ManagedBlocker, or {@code go} for
 *     goroutines of a Go program
 */
public record Pool(String name) {

    /** As many workers as CPUs. */
    public static final Pool FORK_JOIN = new Pool("fjp");

    /** No pool of Java's. */
    public static final Pool GO = new Pool("go");

    /** A virtual thread a task. */
    public static final Pool VIRTUAL = new Pool("virtual");

    private static final int MOST_SPARES = 4096;

    /** Checks the name. */
    public Pool {
        if (!name.equals("fjp") && !name.equals("go")) {
            new PoolKind(name); // refuses what it does not know
        }
    }

    /** A pool of that many threads. */
    public static Pool fixed(int size) {
        return new Pool(Integer.toString(size));
    }

    /** Whether it has a size that somebody chose. */
    public boolean isFixed() {
        return Character.isDigit(name.charAt(0));
    }

    /** Threads of a fixed pool. */
    public int size() {
        return Integer.parseInt(name);
    }

    /** Whether a JDK of that feature version has it. */
    public boolean existsOn(int feature) {
        return !equals(VIRTUAL) || PoolKind.VIRTUAL.existsOn(feature);
    }

    ExecutorService start() throws ReflectiveOperationException {
        return equals(FORK_JOIN) ? forkJoin() : new PoolKind(name).start();
    }

    /** In the order of submission, as the other pools; when it may make no more threads, it goes on with fewer. */
    private static ExecutorService forkJoin() {
        int workers = Runtime.getRuntime().availableProcessors();
        return new ForkJoinPool(
                workers,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                true,
                workers,
                MOST_SPARES,
                1,
                pool -> true,
                60,
                TimeUnit.SECONDS);
    }

    /** Blocks as tasks of this pool are to. */
    Blocker managed(Blocker blocker) {
        return equals(FORK_JOIN) ? () -> ForkJoinPool.managedBlock(new Managed(blocker)) : blocker;
    }

    private static final class Managed implements ForkJoinPool.ManagedBlocker {

        private final Blocker blocker;
        private boolean done;

        Managed(Blocker blocker) {
            this.blocker = blocker;
        }

        @Override
        public boolean block() throws InterruptedException {
            try {
                blocker.block();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            done = true;
            return true;
        }

        @Override
        public boolean isReleasable() {
            return done;
        }
    }
}
