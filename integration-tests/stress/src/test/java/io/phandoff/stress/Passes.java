// SPDX-License-Identifier: Apache-2.0
package io.phandoff.stress;

/** Which of the two passes a test makes. */
public final class Passes {
    /** The long one: profile {@code stress}. */
    public static final boolean LONG = Boolean.getBoolean("stress");

    private Passes() {}

    /** How often to repeat something. */
    public static int times(int inShortPass, int inLongPass) {
        return LONG ? inLongPass : inShortPass;
    }
}
