// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was set in all sources, by key: agent arguments win over system properties, those over the environment, that over
 * the file which {@code phandoff.config} names. Nothing is parsed here; what is not set is not in here. Used by one thread.
 */
public final class Settings {

    static final String ARGUMENTS = "arguments";
    static final String SYSTEM_PROPERTY = "system-property";
    static final String ENVIRONMENT = "environment";
    private static final String FILE = "file:";

    private final Map<String, Setting> byKey = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Settings() {}

    /**
     * Reads all sources. Never throws: what is wrong becomes a warning.
     *
     * @param arguments the agent arguments, {@code key=value,key=value}; null if there are none
     * @param system the system properties; not null
     * @param environment the environment variables; not null
     */
    public static Settings read(String arguments, Properties system, Map<String, String> environment) {
        Settings settings = new Settings();
        List<Setting> given = AgentArguments.parse(arguments, settings.warnings);
        List<Setting> variables = EnvironmentKeys.settings(environment, settings.warnings);
        // From the lowest rank to the highest: a later one takes the place of an earlier one.
        Setting file = fileIn(given, system, variables);
        if (file != null) {
            settings.addAll(ConfigFile.read(file, settings.warnings));
        }
        settings.addAll(variables);
        settings.addAll(properties(system));
        settings.addAll(given);
        return settings;
    }

    private static List<Setting> properties(Properties system) {
        List<Setting> properties = new ArrayList<>();
        for (String key : new TreeSet<>(system.stringPropertyNames())) {
            if (key.startsWith(OptionTable.PREFIX)) {
                properties.add(new Setting(key, system.getProperty(key), SYSTEM_PROPERTY, ""));
            }
        }
        return properties;
    }

    private static Setting fileIn(List<Setting> given, Properties system, List<Setting> variables) {
        Settings sources = new Settings();
        sources.addAll(variables);
        sources.addAll(properties(system));
        sources.addAll(given);
        Setting file = sources.get(OptionTable.CONFIG.key());
        return file == null || file.value().isBlank() ? null : file;
    }

    private void addAll(List<Setting> ofOneSource) {
        for (Setting setting : ofOneSource) {
            Setting before = byKey.get(setting.key());
            if (before == null) {
                byKey.put(setting.key(), setting);
            } else if (isOneSource(before.source(), setting.source())) {
                warnings.add("option-duplicate key=" + setting.key() + " using=\"" + setting.value() + "\" source="
                        + setting.source() + " ignored=\"" + before.value() + "\" ignored-source=" + before.source());
                byKey.put(setting.key(), new Setting(setting.key(), setting.value(), setting.source(), before.over()));
            } else {
                String over = before.source() + (before.over().isEmpty() ? "" : ", ".concat(before.over()));
                byKey.put(setting.key(), new Setting(setting.key(), setting.value(), setting.source(), over));
            }
        }
    }

    private static boolean isOneSource(String a, String b) {
        return a.equals(b) || (a.startsWith(FILE) && b.startsWith(FILE));
    }

    /** The source of a line of a file, counted from 1. */
    static String inFile(String path, int line) {
        return FILE + path + ":" + line;
    }

    /** What was set under a key; null if nothing was. */
    Setting get(String key) {
        return byKey.get(key);
    }

    /** Everything that was set, in the order of the keys. */
    Collection<Setting> all() {
        return byKey.values();
    }

    /** One log line for each thing that was wrong with a source. */
    List<String> warnings() {
        return warnings;
    }
}
