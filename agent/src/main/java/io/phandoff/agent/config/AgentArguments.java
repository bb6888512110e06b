// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text behind {@code -javaagent:jar=}, {@code key=value,key=value}, in which {@code phandoff.} may be left out. A comma
 * followed by a part without {@code =} belongs to the value before it, so lists need no quotes.
 */
public final class AgentArguments {

    private AgentArguments() {}

    /**
     * Takes the text apart.
     *
     * @param text may be null
     * @param warnings gets a line for a text that does not begin with a pair
     */
    static List<Setting> parse(String text, List<String> warnings) {
        List<Setting> settings = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return settings;
        }
        String key = null;
        StringBuilder value = new StringBuilder();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                add(settings, key, value);
                key = fullKey(part.substring(0, equals).trim());
                value.setLength(0);
                value.append(part, equals + 1, part.length());
            } else if (key != null) {
                value.append(',').append(part);
            } else if (!part.isBlank()) {
                warnings.add("argument-malformed value=\"" + part + "\" expected=\"key=value,key=value\" source="
                        + Settings.ARGUMENTS);
            }
        }
        add(settings, key, value);
        return settings;
    }

    /**
     * Takes the text apart.
     *
     * @param text may be null
     * @return values by full key, the last one of a key that is given twice; what is malformed is left out; never null
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Setting setting : parse(text, new ArrayList<>())) {
            pairs.put(setting.key(), setting.value());
        }
        return pairs;
    }

    private static void add(List<Setting> settings, String key, StringBuilder value) {
        if (key != null) {
            settings.add(new Setting(key, value.toString(), Settings.ARGUMENTS, ""));
        }
    }

    private static String fullKey(String key) {
        return key.startsWith(OptionTable.PREFIX) ? key : OptionTable.PREFIX.concat(key);
    }
}
