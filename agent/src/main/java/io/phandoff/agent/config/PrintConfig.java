// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The effective configuration as text, for {@code print-config}: every option with its meaning, what holds, and where that
 * comes from. The text is itself a file that {@code phandoff.config} can name; what is a default is commented out.
 */
public final class PrintConfig {

    private PrintConfig() {}

    /**
     * What would hold with these agent arguments and this JVM's system properties and environment.
     *
     * @param arguments as behind {@code -javaagent:jar=}; null if there are none
     * @return lines, each with its end; never null
     */
    public static String text(String arguments) {
        return text(arguments, System.getProperties(), System.getenv());
    }

    /**
     * What would hold with these sources.
     *
     * @param arguments as behind {@code -javaagent:jar=}; null if there are none
     * @param system the system properties; not null
     * @param environment the environment variables; not null
     * @return lines, each with its end; never null
     */
    public static String text(String arguments, Properties system, Map<String, String> environment) {
        AgentOptions options = AgentOptions.read(Settings.read(arguments, system, environment));
        StringBuilder text = new StringBuilder();
        for (String warning : options.warnings()) {
            text.append("# WARN ").append(oneLine(warning)).append('\n');
        }
        for (Option<?> option : OptionTable.documented()) {
            appendHead(text, option);
            if (OptionTable.OF_POOL.contains(option)) {
                appendRules(text, options.poolRules().of(option));
            } else {
                appendValue(text, option, options);
            }
        }
        return text.toString();
    }

    private static void appendHead(StringBuilder text, Option<?> option) {
        text.append(text.length() == 0 ? "# " : "\n# ");
        text.append(option.description().replace("`", ""));
        text.append(" (").append(option.type().expected()).append("; default: ");
        text.append(
                option.defaultText().isEmpty() ? "empty" : option.defaultText().replace("`", ""));
        text.append(")\n");
        if (OptionTable.OF_POOL.contains(option)) {
            text.append('#').append(option.key()).append("=\n");
        }
    }

    private static void appendRules(StringBuilder text, List<PoolRules.Rule> rules) {
        for (PoolRules.Rule rule : rules) {
            appendSet(text, rule.key(), rule.text(), rule.origin());
        }
    }

    private static <T> void appendValue(StringBuilder text, Option<T> option, AgentOptions options) {
        String value = option.type().format(options.get(option));
        String origin = options.origin(option);
        if (origin == null || option == OptionTable.CONFIG) { // a file cannot name another
            appendOrigin(text, origin);
            text.append('#').append(escape(option.key(), true)).append('=').append(escape(value, false));
            text.append('\n');
        } else {
            appendSet(text, option.key(), value, origin);
        }
    }

    private static void appendSet(StringBuilder text, String key, String value, String origin) {
        appendOrigin(text, origin);
        text.append(escape(key, true)).append('=').append(escape(value, false)).append('\n');
    }

    private static void appendOrigin(StringBuilder text, String origin) {
        if (origin != null) {
            text.append("# from: ").append(oneLine(origin)).append('\n');
        }
    }

    /** A comment ends with its line. */
    private static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }

    /** As {@link Properties} reads it back; in a value only what is leading is special, and backslashes. */
    private static String escape(String text, boolean key) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean special = key ? " :=#!".indexOf(c) >= 0 : c == ' ' && i == 0;
            if (c == '\n' || c == '\r' || c == '\t' || c == '\f') {
                escaped.append('\\').append(c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : 'f');
            } else {
                escaped.append(special || c == '\\' ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
