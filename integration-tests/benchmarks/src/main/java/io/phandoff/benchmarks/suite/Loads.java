// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Arguments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How tasks come. */
final class Loads {

    /** Name of that argument. */
    static final String IN_FLIGHT = "in-flight";

    /** Of an open loop, in place of its rate: how much of {@link Capacity}. */
    static final String PERCENT = "percent";

    /** A cold JVM falls behind at half the load, and what it has not done then is done in the time that is measured. */
    private static final String WARM_UPS = "3";

    private Loads() {}

    static Map<String, String> closed(int inFlight) {
        return Map.of("load", "closed", IN_FLIGHT, Integer.toString(inFlight));
    }

    /** Tasks that never end, each on a thread of its own. */
    static Map<String, String> endless(int tasks) {
        return Map.of("load", "endless", IN_FLIGHT, Integer.toString(tasks));
    }

    /** As many a second as keep the CPUs busy for so much of the time. */
    static Map<String, String> open(int percent) {
        return Map.of("load", "open", PERCENT, Integer.toString(percent), Row.WARM_UPS, WARM_UPS);
    }

    /** A work's own arguments and those that say how its tasks come. */
    static Map<String, String> with(Map<String, String> load, String words) {
        Map<String, String> work =
                new TreeMap<>(Arguments.of(List.of(words.split(" ", -1))).all());
        work.putAll(load);
        return work;
    }

    /** In the name of a row. */
    static String name(String load) {
        return load.equals("closed") ? load : "open" + load;
    }

    /** Behind what is said of a row. */
    static String text(Map<String, String> work) {
        String quota = work.containsKey(Row.QUOTA) ? ", a quota of " + work.get(Row.QUOTA) + " CPU" : "";
        return quota
                + switch (work.getOrDefault("load", "")) {
                    case "open" ->
                        ", open loop at " + work.get(PERCENT) + " % of what a pool of " + Capacity.POOL.name()
                                + " does without the agent";
                    case "endless" -> ", " + work.get(IN_FLIGHT) + " tasks that never end";
                    case "closed" -> ", closed loop of " + work.get(IN_FLIGHT) + " in flight";
                    default -> "";
                };
    }
}
