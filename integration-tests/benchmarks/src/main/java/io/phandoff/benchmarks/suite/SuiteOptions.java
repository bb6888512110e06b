// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Arguments;
import io.phandoff.benchmarks.suite.program.Pool;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How much to measure.
 *
 * @param rounds of one new process for each cell
 * @param pairs of turns with and without the agent in each round, side by side; 0: each cell for itself
 * @param rows beginnings of the names of rows; empty: all
 * @param pools to which the rows are restricted; empty: those of each row
 * @param inFlight tasks submitted and not ended in a closed loop; 0: as many as the row says
 * @param warmUpMillis not measured; some rows take it twice
 * @param millis measured
 * @param directory where {@code suite.md} and {@code suite.csv} go
 * @param list whether only to say what would be measured
 * @param cross works of row (a) in place of its selection
 * @param agent options of the agent
 * @param against what pairs compare with, if not with no agent
 */
record SuiteOptions(
        int rounds,
        int pairs,
        List<String> rows,
        List<Pool> pools,
        int inFlight,
        int warmUpMillis,
        int millis,
        Path directory,
        boolean list,
        Cross cross,
        Map<String, String> agent,
        Optional<Against> against) {

    /** Beginning of an option of the agent. */
    static final String AGENT = "phandoff.";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("rounds", "5"),
            Map.entry("pairs", "0"),
            Map.entry("rows", ""),
            Map.entry("pools", ""),
            Map.entry("in-flight", "0"),
            Map.entry("warm-up-millis", "2000"),
            Map.entry("millis", "2000"),
            Map.entry("out", "target"),
            Map.entry("list", "no"),
            Map.entry("cpu", ""),
            Map.entry("block", ""),
            Map.entry("ms", ""),
            Map.entry("load", ""));

    /** What of the starved work is to be measured, each with each; all empty: the selection. */
    record Cross(List<Integer> cpuMicros, List<String> blocks, List<Integer> millis, List<String> loads) {

        boolean isEmpty() {
            return cpuMicros.isEmpty() && blocks.isEmpty() && millis.isEmpty() && loads.isEmpty();
        }
    }

    /** Reads words such as {@code rounds=1 rows=a,c.lock pools=2,cached}. */
    static SuiteOptions parse(List<String> words) {
        Map<String, String> values = new TreeMap<>(DEFAULTS);
        Map<String, String> agent = new TreeMap<>();
        Map<String, String> against = new TreeMap<>();
        Arguments.of(words).all().forEach((key, value) -> {
            if (key.startsWith(Against.PREFIX)) {
                against.put(key.substring(Against.PREFIX.length()), value);
                return;
            }
            if (!DEFAULTS.containsKey(key) && !key.startsWith(AGENT)) {
                throw new IllegalArgumentException("unknown option: " + key + "=" + value + " (expected: one of "
                        + new TreeMap<>(DEFAULTS).keySet() + " or " + AGENT + "*)");
            }
            (key.startsWith(AGENT) ? agent : values).put(key, value);
        });
        return new SuiteOptions(
                positive(values, "rounds"),
                Arguments.number("pairs", values.get("pairs")),
                list(values, "rows", row -> row),
                list(values, "pools", Pool::new),
                Arguments.number("in-flight", values.get("in-flight")),
                positive(values, "warm-up-millis"),
                positive(values, "millis"),
                Path.of(values.get("out")),
                oneOf("list", values.get("list"), List.of("yes", "no")).equals("yes"),
                new Cross(
                        list(values, "cpu", text -> positive("cpu", text)),
                        list(values, "block", text -> oneOf("block", text, List.of("sleep", "park", "socket"))),
                        list(values, "ms", text -> positive("ms", text)),
                        list(values, "load", SuiteOptions::load)),
                agent,
                Against.of(against));
    }

    /** {@code closed}, or per cent of an open loop. */
    private static String load(String text) {
        if (!text.equals("closed") && !text.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("no such load: load=" + text + " (expected: closed or per cent)");
        }
        return text;
    }

    private static String oneOf(String name, String text, List<String> known) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("wrong: " + name + "=" + text + " (expected: one of " + known + ")");
        }
        return text;
    }

    private static <T> List<T> list(Map<String, String> values, String name, Function<String, T> item) {
        String value = values.get(name);
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(item).toList();
    }

    private static int positive(Map<String, String> values, String name) {
        return positive(name, values.get(name));
    }

    private static int positive(String name, String value) {
        int number = Arguments.number(name, value);
        if (number == 0) {
            throw new IllegalArgumentException("too small: " + name + "=" + value + " (expected: at least 1)");
        }
        return number;
    }
}
