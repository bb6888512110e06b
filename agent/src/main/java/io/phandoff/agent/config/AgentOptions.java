// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.agent.hook.Extra;
import io.phandoff.runtime.PoolFilter;
import io.phandoff.runtime.RuntimeConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The values of all options, and what was wrong with the ones given. Immutable. */
public final class AgentOptions {

    private final Settings settings;
    private final Map<Option<?>, Object> values;
    private final boolean procsGiven;
    private final List<String> warnings;
    private final PoolRules poolRules;

    private AgentOptions(
            Settings settings,
            Map<Option<?>, Object> values,
            boolean procsGiven,
            PoolRules poolRules,
            List<String> warnings) {
        this.settings = settings;
        this.poolRules = poolRules;
        this.values = Map.copyOf(values);
        this.procsGiven = procsGiven;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the options from properties and the file that they may name; no other source is looked at.
     *
     * @param properties usually the system properties; not null
     */
    public static AgentOptions read(Properties properties) {
        return read(Settings.read(null, properties, Map.of()));
    }

    /**
     * Makes values of what was set. A wrong value or an unknown key never throws: it becomes a warning, and the default
     * holds.
     *
     * @param settings what was set in all sources; not null
     */
    public static AgentOptions read(Settings settings) {
        Map<Option<?>, Object> values = new HashMap<>();
        List<String> warnings = new ArrayList<>(settings.warnings());
        for (Option<?> option : OptionTable.ALL) {
            values.put(option, valueOf(option, settings.get(option.key()), warnings));
        }
        boolean procsGiven = isValid(OptionTable.PROCS, settings.get(OptionTable.PROCS.key()));
        PoolRules poolRules = PoolRules.read(settings, warnings);
        for (Setting setting : settings.all()) {
            if (!isKnown(setting.key()) && !PoolRules.isRule(setting.key())) {
                warnings.add("option-unknown key=" + setting.key() + " nearest=" + NearestKey.of(setting.key())
                        + " source=" + setting.source());
            }
        }
        return new AgentOptions(settings, values, procsGiven, poolRules, warnings);
    }

    private static <T> T valueOf(Option<T> option, Setting setting, List<String> warnings) {
        if (setting == null) {
            return option.defaultValue();
        }
        try {
            return option.type().parse(setting.value().trim());
        } catch (IllegalArgumentException e) {
            String used = option.type().format(option.defaultValue());
            warnings.add(invalid(option, setting, used.isEmpty() ? "none" : used));
            return option.defaultValue();
        }
    }

    /** The warning about a value that is none of its option's. */
    static String invalid(Option<?> option, Setting setting, String used) {
        return "option-invalid key=" + setting.key() + " value=\"" + setting.value() + "\" expected=\""
                + option.type().expected() + "\" using=" + used + " source=" + setting.source();
    }

    private static boolean isValid(Option<?> option, Setting setting) {
        List<String> warnings = new ArrayList<>();
        valueOf(option, setting, warnings);
        return setting != null && warnings.isEmpty();
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

    /** Where an option's value comes from, {@code arguments, over environment}; null if it is the default for whatever reason. */
    String origin(Option<?> option) {
        Setting setting = settings.get(option.key());
        return setting == null || !isValid(option, setting) ? null : setting.origin();
    }

    PoolRules poolRules() {
        return poolRules;
    }

    /**
     * Options that differ from their default, each with its source: {@code key=value (arguments) key=value (environment)},
     * or {@code none}.
     */
    public String nonDefaults() {
        StringBuilder text = new StringBuilder();
        for (Option<?> option : OptionTable.ALL) {
            appendIfChanged(option, text);
        }
        poolRules.appendTo(text);
        return text.length() == 0 ? "none" : text.toString();
    }

    /** All options with their values, one a line. */
    public String allValues() {
        StringBuilder text = new StringBuilder();
        for (Option<?> option : OptionTable.ALL) {
            text.append(line(option)).append('\n');
        }
        return text.toString();
    }

    private <T> String line(Option<T> option) {
        return option.key() + "=" + option.type().format(get(option));
    }

    private <T> void appendIfChanged(Option<T> option, StringBuilder text) {
        T value = get(option);
        if (!value.equals(option.defaultValue())) {
            text.append(text.length() == 0 ? "" : " ");
            text.append(option.key()).append('=').append(option.type().format(value));
            text.append(" (").append(origin(option)).append(')');
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
        return new NamePoolFilter(
                get(OptionTable.POOLS_INCLUDE),
                get(OptionTable.POOLS_EXCLUDE),
                get(OptionTable.THREADS_INCLUDE),
                poolRules);
    }

    /** The groups of hook points to add to those that are always there. */
    public Set<Extra> extraHooks() {
        Set<Extra> asked = get(OptionTable.HOOKS_EXTRA).groups();
        if (get(OptionTable.THREADS_INCLUDE).isEmpty()) {
            return asked;
        }
        Set<Extra> groups = EnumSet.of(Extra.THREADS);
        groups.addAll(asked);
        return groups;
    }
}
