// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.util.Optional;

/** What the issue wants of a cell with the agent. */
interface Target {

    /** Judges a cell; empty where it says nothing of it, or where what it is compared with was not measured. */
    Optional<Verdict> judge(Cell cell, Results results);

    /**
     * A judgement.
     *
     * @param text what was wanted
     * @param met whether it is so
     */
    record Verdict(String text, boolean met) {

        @Override
        public String toString() {
            return text + (met ? ": met" : ": **MISSED**");
        }
    }
}
