// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

/** Builds a log line: {@code event key=value key=value}. Values with spaces are quoted. Not thread-safe. */
final class KeyValues {

    private final StringBuilder line;

    KeyValues(String event) {
        this.line = new StringBuilder(event);
    }

    KeyValues add(String key, long value) {
        line.append(' ').append(key).append('=').append(value);
        return this;
    }

    KeyValues add(String key, String value) {
        boolean quoted = value.isEmpty() || value.indexOf(' ') >= 0;
        line.append(' ').append(key).append('=');
        line.append(quoted ? "\"" + value.replace("\"", "'") + "\"" : value);
        return this;
    }

    KeyValues addMillis(String key, long nanos) {
        line.append(' ').append(key).append('=').append(nanos / 1_000_000).append("ms");
        return this;
    }

    /** A number with one digit behind the point. */
    KeyValues addTenths(String key, double value) {
        line.append(' ').append(key).append('=').append(Math.round(value * 10) / 10.0);
        return this;
    }

    KeyValues addMicros(String key, long nanos) {
        line.append(' ').append(key).append('=').append(nanos / 1_000).append("us");
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
