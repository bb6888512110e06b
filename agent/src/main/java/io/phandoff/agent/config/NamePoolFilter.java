// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.PoolFilter;
import io.phandoff.runtime.PoolSettings;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Chooses pools by the names of a worker's thread, its pool, its class, and the classes of its executor and, where that is one of the
 * JDK's, of its thread factory. Immutable.
 */
final class NamePoolFilter implements PoolFilter {

    private final GlobList include;
    private final GlobList exclude;

    private final GlobList threads;
    private final PoolRules rules;

    NamePoolFilter(GlobList include, GlobList exclude, GlobList threads, PoolRules rules) {
        this.include = include;
        this.exclude = exclude;
        this.threads = threads;
        this.rules = rules;
    }

    @Override
    public boolean manages(Thread worker, Object executor) {
        return (include.isEmpty() || matches(include, worker, executor)) && !matches(exclude, worker, executor);
    }

    @Override
    public PoolSettings settings(Thread worker, Object executor, PoolSettings defaults) {
        return rules.settings(worker, executor, defaults);
    }

    @Override
    public String threads(Thread thread) {
        String pattern = threads.first(thread.getName());
        return pattern != null ? pattern : threads.first(thread.getClass().getName());
    }

    static boolean matches(GlobList globs, Thread worker, Object executor) {
        return globs.matches(worker.getName())
                || globs.matches(PoolFilter.poolName(worker.getName()))
                || globs.matches(worker.getClass().getName())
                || globs.matches(executor.getClass().getName())
                || matchesFactory(globs, executor);
    }

    private static boolean matchesFactory(GlobList globs, Object executor) {
        Object factory = globs.isEmpty() ? null : factory(executor);
        return factory != null && globs.matches(factory.getClass().getName());
    }

    /** Null for a subclass: it is the program's, and none of its methods is called here. */
    private static Object factory(Object executor) {
        Class<?> type = executor.getClass();
        if (type == ThreadPoolExecutor.class || type == ScheduledThreadPoolExecutor.class) {
            return ((ThreadPoolExecutor) executor).getThreadFactory();
        }
        return type == ForkJoinPool.class ? ((ForkJoinPool) executor).getFactory() : null;
    }
}
