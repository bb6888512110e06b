// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One work, on all the pools that it is measured on.
 *
 * @param id letter of the list, a dot, a name
 * @param what in a few words
 * @param work arguments of the program
 * @param without pools without the agent
 * @param with pools with it
 * @param threadsNeeded threads that keep the CPUs busy: a smaller pool is starved without the agent
 * @param targets what the cells with the agent are held to
 */
record Row(
        String id,
        String what,
        Map<String, String> work,
        List<Pool> without,
        List<Pool> with,
        int threadsNeeded,
        List<Target> targets) {

    /** Work that is not the {@code Program}'s but the demo's shop. */
    static final String SHOP = "shop";

    /** Times that this row is warmed up longer than others; 1 if it does not say. */
    static final String WARM_UPS = "warm-ups";

    /** CPUs of the quota that it runs under, if any. */
    static final String QUOTA = "quota";

    /** Without and with the agent one after the other, who goes first changing from pool to pool. */
    List<Cell> cells() {
        List<Pool> pools =
                Stream.concat(without.stream(), with.stream()).distinct().toList();
        return pools.stream()
                .flatMap(pool -> {
                    Stream<Boolean> both =
                            pools.indexOf(pool) % 2 == 0 ? Stream.of(false, true) : Stream.of(true, false);
                    return both.filter(agent -> (agent ? with : without).contains(pool))
                            .map(agent -> new Cell(this, pool, agent));
                })
                .toList();
    }

    /** Whether a pool has too few threads for this work. */
    boolean starves(Pool pool) {
        return pool.isFixed() && pool.size() < threadsNeeded;
    }

    /** What it is, with how its tasks come. */
    String text() {
        return what + Loads.text(work);
    }

    /** On these pools in place of its own; a row that has one size has any. */
    Row on(List<Pool> pools) {
        return new Row(id, what, work, allowed(pools, without), allowed(pools, with), threadsNeeded, targets);
    }

    private static List<Pool> allowed(List<Pool> asked, List<Pool> own) {
        boolean sizes = own.stream().anyMatch(Pool::isFixed);
        return asked.stream()
                .filter(pool -> own.contains(pool) || (pool.isFixed() && sizes))
                .toList();
    }

    /** Only on those of its pools that a JDK of that feature version has. */
    Row existingOn(int feature) {
        return new Row(id, what, work, existing(without, feature), existing(with, feature), threadsNeeded, targets);
    }

    private static List<Pool> existing(List<Pool> pools, int feature) {
        return pools.stream().filter(pool -> pool.existsOn(feature)).toList();
    }

    /** With another argument of the program in addition, or in place of one that it has. */
    Row where(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(work);
        more.put(name, value);
        return new Row(id, what, more, without, with, threadsNeeded, targets);
    }
}
