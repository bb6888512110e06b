// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All that the CPUs can do of a work, to which the load of an open loop is a share: what {@link #POOL} does in a closed loop without
 * the agent. Measured once for all rounds, when the first cell needs it.
 *
 * <p>Computed from the CPU work of a task it was wrong: pool, client, wake-ups and a CPU shared with a sibling made 1,090 to 1,180 us
 * of 1,000 on two cores, and what was called 95 % was more than all.
 */
final class Capacity {

    /** Large enough to be starved by no work of an open loop. */
    static final Pool POOL = Pool.fixed(200);

    /** No multiple of what a work counts by: each of them has to do short tasks and long ones in turns. */
    private static final int IN_FLIGHT = 401;
    /** The most of them counts: a moment in which the machine does other work would make every load smaller. */
    private static final int TIMES = 3;

    private static final double ALL = 100;

    private final Rounds.Runner runner;
    private final Map<Map<String, String>, Double> measured = new HashMap<>();

    /** Measures by this, in closed loops. */
    Capacity(Rounds.Runner runner) {
        this.runner = runner;
    }

    /**
     * The tasks a second of a row with an open loop.
     *
     * @return empty if this machine cannot run it
     * @throws IllegalStateException if the program failed
     */
    OptionalLong rate(Row row) throws InterruptedException {
        Map<String, String> closed = new TreeMap<>(row.work());
        int percent = Integer.parseInt(closed.remove(Loads.PERCENT));
        closed.putAll(Loads.closed(IN_FLIGHT));
        if (!measured.containsKey(closed)) {
            double most = most(
                    new Row(row.id(), row.what(), closed, List.of(POOL), List.of(), row.threadsNeeded(), List.of()));
            System.out.printf(Locale.ROOT, "100 %% of %s: %,.0f tasks/s%n", row.id(), most);
            measured.put(closed, most);
        }
        double most = measured.get(closed);
        return most == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(most * percent / ALL));
    }

    /** 0 where it cannot run. */
    private double most(Row closed) throws InterruptedException {
        double most = 0;
        for (int i = 0; i < TIMES; i++) {
            Optional<Figures> figures = runner.run(new Cell(closed, POOL, false));
            most = Math.max(
                    most, figures.map(some -> some.get(Figure.PER_SECOND)).orElse(0.0));
        }
        return most;
    }
}
