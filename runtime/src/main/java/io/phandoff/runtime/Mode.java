// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.Locale;

/** What the runtime does with the calls that it sees. May change at any time. */
public enum Mode {
    /** Workers need processors, starved pools grow. */
    ON,
    /** Nobody needs a processor and nothing grows; what would have happened is worked out and told. */
    OBSERVE,
    /** Nobody needs a processor, nothing grows, nothing is worked out. */
    OFF;

    /** Its name as options, commands and logs have it: {@code observe}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
