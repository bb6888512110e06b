// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import java.util.Locale;

/** The operating systems on which a hook point exists. */
public enum Os {
    /** Every one: the class is shared code. */
    ANY,
    /** Everything but Windows. */
    UNIX,
    /** Linux only. */
    LINUX,
    /** Windows only: untested. */
    WINDOWS,
    /** macOS only: untested. */
    MACOS;

    /**
     * Whether an operating system belongs to these.
     *
     * @param name the value of the system property {@code os.name}
     * @return true if a point so marked exists there
     */
    public boolean includes(String name) {
        if (this == ANY) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (this) {
            case ANY -> true;
            case UNIX -> !lower.startsWith("windows");
            case LINUX -> lower.startsWith("linux");
            case WINDOWS -> lower.startsWith("windows");
            case MACOS -> lower.startsWith("mac");
        };
    }
}
