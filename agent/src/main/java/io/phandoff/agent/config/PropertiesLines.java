// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Reads text in the format of {@link Properties} entry by entry, so that each keeps the number of its line. What an entry
 * means is left to {@link Properties}.
 */
final class PropertiesLines {

    private PropertiesLines() {}

    /**
     * The entries in their order, with keys that come twice.
     *
     * @param path the file's name, for the source of each
     * @param text what is in it
     * @param warnings gets a line for each entry that cannot be used
     */
    static List<Setting> settings(String path, String text, List<String> warnings) throws IOException {
        List<Setting> settings = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new StringReader(text));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int first = ++number;
            StringBuilder entry = new StringBuilder(line);
            boolean comment = isComment(line);
            while (!comment && isContinued(line)) {
                line = lines.readLine();
                if (line == null) {
                    break;
                }
                number++;
                entry.append('\n').append(line);
            }
            add(settings, entry.toString(), Settings.inFile(path, first), warnings);
        }
        return settings;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    /** Whether the line's end is escaped: an odd number of backslashes stands before it. */
    private static boolean isContinued(String line) {
        int at = line.length();
        while (at > 0 && line.charAt(at - 1) == '\\') {
            at--;
        }
        return (line.length() - at) % 2 == 1;
    }

    private static void add(List<Setting> settings, String entry, String source, List<String> warnings)
            throws IOException {
        Properties one = new Properties();
        try {
            one.load(new StringReader(entry));
        } catch (IllegalArgumentException e) {
            warnings.add("config-line-malformed source=" + source + " cause=\"" + e.getMessage() + "\"");
            return;
        }
        for (String key : one.stringPropertyNames()) {
            if (key.equals(OptionTable.CONFIG.key())) {
                warnings.add("option-ignored key=" + key + " source=" + source
                        + " expected=\"an argument, a system property or a variable: a file names no other\"");
            } else {
                settings.add(new Setting(key, one.getProperty(key), source, ""));
            }
        }
    }
}
