// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.PoolFilter;
import io.phandoff.runtime.RuntimeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** The values of all options, and what was wrong with the ones given. Immutable. */
public final class AgentOptions {

    private final Map<Option<?>, Object> values;
    private final boolean procsGiven;
    private final List<String> warnings;

    private AgentOptions(Map<Option<?>, Object> values, boolean procsGiven, List<String> warnings) {
        this.values = Map.copyOf(values);
        this.procsGiven = procsGiven;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the options from properties. A wrong value or an unknown key never throws: it becomes a warning, and the
     * default holds.
     *
     * @param properties usually the system properties; not null
     */
    public static AgentOptions read(Properties properties) {
        Map<Option<?>, Object> values = new HashMap<>();
        List<String> warnings = new ArrayList<>();
        for (Option<?> option : OptionTable.ALL) {
            values.put(option, valueOf(option, properties.getProperty(option.key()), warnings));
        }
        boolean procsGiven = isValid(OptionTable.PROCS, properties.getProperty(OptionTable.PROCS.key()));
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (key.startsWith(OptionTable.PREFIX) && !isKnown(key)) {
                warnings.add("option-unknown key=" + key + " nearest=" + NearestKey.of(key));
            }
        }
        return new AgentOptions(values, procsGiven, warnings);
    }

    private static <T> T valueOf(Option<T> option, String text, List<String> warnings) {
        if (text == null) {
            return option.defaultValue();
        }
        try {
            return option.type().parse(text.trim());
        } catch (IllegalArgumentException e) {
            warnings.add("option-invalid key=" + option.key() + " value=\"" + text + "\" expected=\""
                    + option.type().expected() + "\" using=" + option.type().format(option.defaultValue()));
            return option.defaultValue();
        }
    }

    private static boolean isValid(Option<?> option, String text) {
        List<String> warnings = new ArrayList<>();
        valueOf(option, text, warnings);
        return text != null && warnings.isEmpty();
    }

    private static boolean isKnown(String key) {
        for (Option<?> option : OptionTable.ALL) {
            if (option.key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** The value of an option: the one given, if it was valid, or the default; never null. */
    @SuppressWarnings("unchecked") // read() puts a T for each Option<T>
    public <T> T get(Option<T> option) {
        return (T) values.get(option);
    }

    /** One log line for each wrong value and each unknown key. */
    public List<String> warnings() {
        return warnings;
    }

    /** Options that differ from their default: {@code key=value key=value}, or {@code none}. */
    public String nonDefaults() {
        StringBuilder text = new StringBuilder();
        for (Option<?> option : OptionTable.ALL) {
            appendIfChanged(option, text);
        }
        return text.length() == 0 ? "none" : text.toString();
    }

    private <T> void appendIfChanged(Option<T> option, StringBuilder text) {
        T value = get(option);
        if (!value.equals(option.defaultValue())) {
            text.append(text.length() == 0 ? "" : " ");
            text.append(option.key()).append('=').append(option.type().format(value));
        }
    }

    /** What the runtime needs to know. */
    public RuntimeConfig toRuntimeConfig() {
        return new RuntimeConfig(
                get(OptionTable.PROCS),
                get(OptionTable.GROW),
                get(OptionTable.GROW_MAX_PER_POOL),
                get(OptionTable.GROW_MAX_TOTAL),
                get(OptionTable.GROW_GRACE),
                get(OptionTable.STRICT),
                get(OptionTable.RESUME_MAX_WAIT),
                get(OptionTable.SLICE),
                !procsGiven);
    }

    /** The pools to manage, as {@code pools.include} and {@code pools.exclude} say. */
    public PoolFilter poolFilter() {
        return new NamePoolFilter(get(OptionTable.POOLS_INCLUDE), get(OptionTable.POOLS_EXCLUDE));
    }
}
