// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.events.FlightRecorderWatch;
import java.util.Collection;

/**
 * Sorts out nearly all class names without reading them, by length and last character: at the start a thousand are looked at in a JVM
 * that still interprets, where a hash code or a replaced character costs microseconds each. Whether packages are separated by dots or slashes does not matter.
 * Thread-safe once it is filled.
 */
final class NameFilter {
    private static final int LONGEST = 128;

    /** By length: a bit for each last character. */
    private final int[] lastCharacters = new int[LONGEST];

    NameFilter addAll(Collection<String> names) {
        for (String name : names) {
            add(name);
        }
        return this;
    }

    NameFilter add(String name) {
        lastCharacters[Math.min(name.length(), LONGEST - 1)] |= bit(name, name.length());
        return this;
    }

    /** Adds the classes whose loading tells something. */
    NameFilter addWatched() {
        return add(ClassWatch.MBEAN_SERVERS).add(ClassWatch.METRICS).add(FlightRecorderWatch.SEEN_BY);
    }

    /** Whether a name may be among those added. */
    boolean mayHave(String name) {
        int length = name.length();
        int bits = lastCharacters[Math.min(length, LONGEST - 1)];
        return bits != 0 && (bits & bit(name, length)) != 0;
    }

    private static int bit(String name, int length) {
        return length == 0 ? 1 : 1 << name.charAt(length - 1); // the shift takes the lowest five bits
    }
}
