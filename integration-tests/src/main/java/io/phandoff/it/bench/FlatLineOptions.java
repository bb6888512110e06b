// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How much to measure.
 *
 * @param rounds of one new JVM for each cell
 * @param works which columns of the picture
 * @param pools which points
 * @param inFlight tasks submitted and not ended, the same for all
 * @param warmUpMillis not measured; longer where the first tasks in flight take longer
 * @param millis measured
 * @param directory where {@code flat-line.csv} and {@code flat-line.svg} go
 * @param draw a CSV file to draw again, without measuring
 * @param agent options of the agent
 */
record FlatLineOptions(
        int rounds,
        List<FlatLineWork> works,
        List<PoolKind> pools,
        int inFlight,
        long warmUpMillis,
        long millis,
        Path directory,
        Optional<Path> draw,
        Map<String, String> agent) {

    private static final String AGENT = "phandoff.";

    /** In flight: as many as the largest pool has threads, or some would never run; the same for all, to compare them. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "rounds", "5",
            "works", "sleep,socket,jdbc,mixed",
            "pools", "2,16,200,2000,cached,virtual",
            "in-flight", "2000",
            "warm-up-millis", "15000",
            "millis", "2000",
            "out", "target",
            "draw", "");

    /** Reads words such as {@code rounds=1 works=sleep,jdbc pools=2,cached}. */
    static FlatLineOptions parse(List<String> words) {
        Map<String, String> values = new TreeMap<>(DEFAULTS);
        Map<String, String> agent = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = word.substring(0, Math.max(equals, 0));
            if (!DEFAULTS.containsKey(key) && !key.startsWith(AGENT)) {
                throw new IllegalArgumentException("unknown option: word=" + word + " (expected: one of "
                        + new TreeMap<>(DEFAULTS).keySet() + " or " + AGENT + "*, then = and a value)");
            }
            (key.startsWith(AGENT) ? agent : values).put(key, word.substring(equals + 1));
        }
        return new FlatLineOptions(
                number(values, "rounds"),
                list(values.get("works"), FlatLineOptions::work),
                list(values.get("pools"), PoolKind::new),
                number(values, "in-flight"),
                number(values, "warm-up-millis"),
                number(values, "millis"),
                Path.of(values.get("out")),
                Optional.of(values.get("draw")).filter(file -> !file.isEmpty()).map(Path::of),
                agent);
    }

    private static FlatLineWork work(String name) {
        return FlatLineWork.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static <T> List<T> list(String value, Function<String, T> item) {
        return Arrays.stream(value.split(",", -1)).map(item).toList();
    }

    private static int number(Map<String, String> values, String key) {
        String value = values.get(key);
        if (!value.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("not a number: " + key + "=" + value + " (expected: 1..9999999)");
        }
        return Integer.parseInt(value);
    }
}
