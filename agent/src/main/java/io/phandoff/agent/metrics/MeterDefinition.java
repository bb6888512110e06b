// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.util.function.ToDoubleFunction;

/**
 * One meter, as Micrometer is told of it.
 *
 * @param name with dots; Prometheus makes underscores of them, and adds unit and {@code _total}
 * @param counts whether it counts from the start, else it goes up and down
 * @param unit such as {@code seconds}, null if it is a number of things
 * @param description one sentence without its full stop
 * @param tag a key and its value, or neither
 * @param value reads it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record MeterDefinition<T>(
        String name, boolean counts, String unit, String description, String[] tag, ToDoubleFunction<T> value) {

    static <T> MeterDefinition<T> gauge(String name, String description, ToDoubleFunction<T> value) {
        return new MeterDefinition<>(name, false, null, description, new String[0], value);
    }

    static <T> MeterDefinition<T> counter(String name, String description, ToDoubleFunction<T> value) {
        return new MeterDefinition<>(name, true, null, description, new String[0], value);
    }

    MeterDefinition<T> in(String otherUnit) {
        return new MeterDefinition<>(name, counts, otherUnit, description, tag, value);
    }

    MeterDefinition<T> tagged(String key, String tagValue) {
        return new MeterDefinition<>(name, counts, unit, description, new String[] {key, tagValue}, value);
    }
}
