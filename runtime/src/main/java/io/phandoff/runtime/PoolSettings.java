// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What one pool is allowed; immutable, values already checked by whoever read them.
 *
 * @param grow whether it gets spare workers
 * @param maxSpares most spares that it may have at once, 0 or more
 * @param graceNanos how long a call must block, or be known to, before it justifies a spare, 0 or more
 */
public record PoolSettings(Grow grow, int maxSpares, long graceNanos) {

    /** Whether a pool grows. */
    public enum Grow {
        /** Never. */
        OFF,
        /** Unless its size means something: not a pool of one, not a scheduled one, not one with a bounded queue. */
        AUTO,
        /** Those too; a bounded queue then refuses later, for each spare takes a task out of it. */
        ON
    }

    static PoolSettings of(RuntimeConfig config) {
        return new PoolSettings(config.grow() ? Grow.AUTO : Grow.OFF, config.growMaxPerPool(), config.growGraceNanos());
    }
}
