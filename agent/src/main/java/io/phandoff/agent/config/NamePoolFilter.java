// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.PoolFilter;

/** Chooses pools by the names of a worker's thread, its class, and its executor's class. Immutable. */
final class NamePoolFilter implements PoolFilter {

    private final GlobList include;
    private final GlobList exclude;

    NamePoolFilter(GlobList include, GlobList exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    @Override
    public boolean manages(Thread worker, Object executor) {
        return (include.isEmpty() || matches(include, worker, executor)) && !matches(exclude, worker, executor);
    }

    private static boolean matches(GlobList globs, Thread worker, Object executor) {
        return globs.matches(worker.getName())
                || globs.matches(worker.getClass().getName())
                || globs.matches(executor.getClass().getName());
    }
}
