// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What a pool's workers have found out about soft calls, by kind, for those that come later. Opaque: a hint. */
final class Learned {
    private final AtomicIntegerArray byKind = new AtomicIntegerArray(CallKind.COUNT);

    void set(int kind, byte retakesInRow) {
        byKind.setOpaque(kind, retakesInRow);
    }

    void copyTo(byte[] retakesInRow) {
        for (int kind = 0; kind < retakesInRow.length; kind++) {
            retakesInRow[kind] = (byte) byKind.getOpaque(kind);
        }
    }
}
