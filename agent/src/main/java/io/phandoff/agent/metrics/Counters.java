// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.StatsSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counters by name, those that are not 0. */
final class Counters {
    private Counters() {}

    static Map<String, Long> byKind(long[] counters) {
        Map<String, Long> map = new TreeMap<>();
        for (int kind = 0; kind < counters.length; kind++) {
            put(map, CallKind.name(kind), counters[kind]);
        }
        return map;
    }

    static Map<String, Long> millisByKind(long[] nanos) {
        Map<String, Long> map = new TreeMap<>();
        for (int kind = 0; kind < nanos.length; kind++) {
            put(map, CallKind.name(kind), TimeUnit.NANOSECONDS.toMillis(nanos[kind]));
        }
        return map;
    }

    static Map<String, Long> byCause(long[] retakes) {
        Map<String, Long> map = new TreeMap<>();
        for (int cause = 0; cause < retakes.length; cause++) {
            put(map, StatsSnapshot.RETAKE_CAUSES.get(cause), retakes[cause]);
        }
        return map;
    }

    private static void put(Map<String, Long> map, String name, long value) {
        if (value != 0) {
            map.put(name, value);
        }
    }
}
