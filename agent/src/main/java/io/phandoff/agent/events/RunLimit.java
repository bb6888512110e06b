// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import java.util.Set;
import jdk.jfr.SettingControl;

/**
 * The setting {@code io.phandoff.ProcessorRun#limit}: most events a second. Of several recordings the largest one counts, for all.
 * Flight Recorder makes the object; there is one limit a JVM.
 */
final class RunLimit extends SettingControl {
    /** About 20 MB a minute in a recording, if the program comes up to it. */
    static final long DEFAULT = 10_000;

    private static volatile long perSecond = DEFAULT;

    /** Called by Flight Recorder. */
    RunLimit() {}

    /** Most events a second. */
    static long perSecond() {
        return perSecond;
    }

    static long parse(String value) {
        try {
            return Math.max(0, Long.parseLong(value.trim()));
        } catch (NumberFormatException e) {
            return DEFAULT;
        }
    }

    @Override
    public String combine(Set<String> values) {
        long most = -1;
        for (String value : values) {
            most = Math.max(most, parse(value));
        }
        return Long.toString(most < 0 ? DEFAULT : most);
    }

    @Override
    public void setValue(String value) {
        perSecond = parse(value);
    }

    @Override
    public String getValue() {
        return Long.toString(perSecond);
    }
}
