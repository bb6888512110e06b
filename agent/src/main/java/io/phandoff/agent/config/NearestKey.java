// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

/** Finds the option that somebody meant who wrote another key. */
final class NearestKey {

    private NearestKey() {}

    /** The known key with the smallest edit distance, whether written with our prefix or without; the first of the table among equals. */
    static String of(String written) {
        String unknown = written.startsWith(OptionTable.PREFIX) ? written : OptionTable.PREFIX.concat(written);
        String nearest = "";
        int smallest = Integer.MAX_VALUE;
        for (Option<?> option : OptionTable.ALL) {
            int distance = distance(unknown, option.key());
            if (distance < smallest) {
                smallest = distance;
                nearest = option.key();
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: insertions, deletions and replacements of one character that make a into b. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[previous.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
