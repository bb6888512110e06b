// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A pool of threads as people choose it.
 *
 * @param name a number for a fixed pool of that size, {@code cached}, or {@code virtual} for a virtual thread a task
 */
public record PoolKind(String name) {

    public static final PoolKind CACHED = new PoolKind("cached");
    public static final PoolKind VIRTUAL = new PoolKind("virtual");

    private static final int VIRTUAL_THREADS = 21;

    /** Checks the name. */
    public PoolKind {
        if (!name.equals("cached") && !name.equals("virtual") && !name.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("no such pool: pool=" + name + " (expected: a size, cached or virtual)");
        }
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
        return !equals(VIRTUAL) || feature >= VIRTUAL_THREADS;
    }

    /** As people read it. */
    public String label() {
        return isFixed() ? String.format(Locale.ROOT, "%,d", size()) : name;
    }

    /** Starts it; the caller stops it. */
    public ExecutorService start() throws ReflectiveOperationException {
        if (equals(VIRTUAL)) {
            // These sources are too old to name it.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        }
        return equals(CACHED) ? Executors.newCachedThreadPool() : Executors.newFixedThreadPool(size());
    }
}
