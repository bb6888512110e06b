// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.PoolFilter;
import io.phandoff.runtime.PoolSettings;

/** Chooses pools by the names of a worker's thread, its pool, its class, and its executor's class. Immutable. */
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
                || globs.matches(executor.getClass().getName());
    }
}
