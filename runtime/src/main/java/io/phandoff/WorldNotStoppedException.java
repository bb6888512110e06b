// SPDX-License-Identifier: Apache-2.0
package io.phandoff;

/** {@link Processors#stopTheWorld} gave up: some worker did not come to a place where it can be stopped. */
public final class WorldNotStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorldNotStoppedException(String inTheWay) {
        super("world not stopped: " + inTheWay + " (expected: reaches a blocking call or the end of its task)");
    }
}
