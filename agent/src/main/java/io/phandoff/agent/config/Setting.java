// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

/**
 * What somebody has set: a key, its text, and where that was found.
 *
 * @param key as the table has it, {@code phandoff.slice}
 * @param value as it was written
 * @param source one of the constants of {@link Settings}, or {@code file:path:line}
 * @param over the sources of lower rank that set the key as well, comma separated; empty if there is none
 */
record Setting(String key, String value, String source, String over) {

    /** Where it comes from and what it wins over: {@code arguments, over environment}. */
    String origin() {
        return over.isEmpty() ? source : source + ", over " + over;
    }
}
