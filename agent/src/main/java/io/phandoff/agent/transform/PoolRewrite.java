// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

/**
 * One rewriting within one method of a pool's class, as data.
 *
 * @param place where it is
 * @param target the field that is read there, or the method that is called there; null for entry and return
 * @param hook a method of {@code PoolHooks}
 * @param sites how many such places the method must have, 0 if any number but none
 * @param only the number of the one place that is rewritten, from 0 on; -1 for all of them
 */
record PoolRewrite(Place place, String target, String hook, int sites, int only) {

    /** Where a hook is called, and with what. */
    enum Place {
        /** At the entry: {@code hook(pool)}. */
        ENTRY,
        /** At the entry: {@code hook(pool, this.target)}, a task. */
        ENTRY_WITH_TASK,
        /** At the entry: {@code hook()}. */
        ENTRY_BARE,
        /** At the entry: {@code hook(pool.target())}: the pool is not the field's value but knows it. */
        ENTRY_OF_ITS,
        /** At the entry: the first argument, a long, is passed through {@code hook(argument, pool)}. */
        ARGUMENT,
        /** Before each return: {@code hook(pool)}. */
        RETURN,
        /** Before each return: {@code hook()}. */
        RETURN_BARE,
        /** Before each return: {@code hook(pool, value)}, which looks at the value. */
        RETURN_SEEN,
        /** The int or boolean that is returned is passed through {@code hook(value, pool)}. */
        RETURN_VALUE,
        /** What is read from a field is passed through {@code hook(value, pool)}. */
        FIELD,
        /** What a call returns is passed through {@code hook(value, pool)}. */
        RESULT,
        /** Before a call: {@code hook(pool)}. */
        BEFORE_CALL,
        /** Around a call that gets a task, without waiting: {@code fetchBegin(pool)}, then {@code fetched(pool, task)}; the call goes through {@code poll(queue, pool)}. */
        FETCH,
        /** Around a call of {@code task.run()}: {@code fetched(pool, task)}, then {@code fetchBegin(pool)}. */
        RUN
    }

    static PoolRewrite at(Place place, String hook) {
        return new PoolRewrite(place, null, hook, 0, -1);
    }

    static PoolRewrite at(Place place, String target, String hook, int sites) {
        return new PoolRewrite(place, target, hook, sites, -1);
    }

    /** Only one of the places. */
    PoolRewrite only(int number) {
        return new PoolRewrite(place, target, hook, sites, number);
    }

    boolean isFound(int found) {
        return sites == 0 ? found > 0 : found == sites;
    }
}
