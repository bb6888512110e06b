// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

/** A part of a row. */
@FunctionalInterface
interface Body {
    void run() throws Exception;

    /** Does nothing. */
    Body NOTHING = () -> {};
}
