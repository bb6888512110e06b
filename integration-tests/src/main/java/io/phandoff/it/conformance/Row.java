// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.concurrent.Callable;

/**
 * A row of the table.
 *
 * @param name what is called, as the table shows it
 * @param since the first JDK that has it
 * @param prepare makes a call ready, anew for each run; on a plain thread
 * @param length whether the call can be held blocked
 */
record Row(String name, int since, Callable<Call> prepare, Length length) {

    enum Length {
        /** Blocks until it is let go. */
        HELD,
        /** Takes as long as the disk takes: its way is shown, its share is not. */
        SHORT,
        /** Blocks in short steps and computes or collects garbage between them: held to half. */
        STEPS
    }

    static Row row(String name, Callable<Call> prepare) {
        return new Row(name, 17, prepare, Length.HELD);
    }

    static Row shortRow(String name, Callable<Call> prepare) {
        return new Row(name, 17, prepare, Length.SHORT);
    }

    Row since(int feature) {
        return new Row(name, feature, prepare, length);
    }
}
