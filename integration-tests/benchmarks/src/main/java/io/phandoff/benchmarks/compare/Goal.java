// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a figure is to be.
 *
 * @param text as the table shows it, empty if there is no goal
 * @param needsGo whether it cannot be judged without Go's figure
 * @param check whether a median meets it
 */
record Goal(String text, boolean needsGo, Check check) {

    /** A line to be read, not to be judged. */
    static final Goal NONE = new Goal("", false, (row, results) -> true);

    /** Judges a row that has figures. */
    interface Check {
        boolean met(Result row, Map<String, Result> results);
    }

    static Goal atMost(double limit, String unit) {
        return atMost(limit, 1, unit);
    }

    /** The limit is in that unit, which has so many of what is measured. */
    static Goal atMost(double limit, double scale, String unit) {
        return new Goal("<= " + plain(limit) + " " + unit, false, (row, results) -> row.ours.median() <= limit * scale);
    }

    /** As fast as another row, but for the noise of a shared machine. */
    static Goal noSlowerThan(String other, double factor) {
        return new Goal("<= " + plain(factor) + " x 1 thread", false, (row, results) -> {
            Result compared = results.get(other);
            return compared != null && !compared.ours.isEmpty() && row.ours.median() <= factor * compared.ours.median();
        });
    }

    static Goal timesGo(double factor) {
        return new Goal(
                "<= " + plain(factor) + " x Go", true, (row, results) -> row.ours.median() <= factor * row.go.median());
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    String verdict(Result row, Map<String, Result> results) {
        if (text.isEmpty()) {
            return "";
        }
        if (row.ours.isEmpty() || (needsGo && row.go.isEmpty())) {
            return "?";
        }
        return check.met(row, results) ? "met" : "NOT MET";
    }
}
