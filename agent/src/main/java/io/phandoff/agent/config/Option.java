// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

/**
 * One option: a line of {@link OptionTable}. Immutable.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {

    private final String key;
    private final OptionType<T> type;
    private final T defaultValue;
    private final String defaultText;
    private final String description;

    Option(String key, OptionType<T> type, T defaultValue, String defaultText, String description) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.defaultText = defaultText;
        this.description = description;
    }

    /** The system property: {@code phandoff.procs}. */
    public String key() {
        return key;
    }

    OptionType<T> type() {
        return type;
    }

    /** What holds when nobody says otherwise; never null. */
    T defaultValue() {
        return defaultValue;
    }

    /** The default as documentation gives it, which for {@code procs} is not a number. */
    String defaultText() {
        return defaultText;
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return key;
    }
}
