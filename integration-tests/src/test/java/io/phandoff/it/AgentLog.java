// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent's log lines of one run, taken apart. */
final class AgentLog {

    private static final Pattern LINE = Pattern.compile("\\[phandoff [-0-9]+ [:.0-9]+] (\\w+) (.*)");
    private static final Pattern PAIR = Pattern.compile("([-.\\w]+)=(\"[^\"]*\"|\\S+)");

    private final List<Line> lines;

    /**
     * One line.
     *
     * @param level INFO, WARN or ERROR
     * @param text what follows the level
     * @param values the key=value pairs of the text, without quotes
     */
    record Line(String level, String text, Map<String, String> values) {

        static Line parse(String line) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "malformed log line: line=" + line + " (expected: [phandoff date time] LEVEL text)");
            }
            Map<String, String> values = new HashMap<>();
            Matcher pair = PAIR.matcher(parts.group(2));
            while (pair.find()) {
                values.put(pair.group(1), pair.group(2).replace("\"", ""));
            }
            return new Line(parts.group(1), parts.group(2), values);
        }

        /** The number behind a key; 0 when the key is not there, as counters that are 0 are left out. */
        long number(String key) {
            return Long.parseLong(values.getOrDefault(key, "0"));
        }
    }

    AgentLog(JvmRun run) {
        lines = run.agentLines().stream().map(Line::parse).toList();
    }

    List<Line> all() {
        return lines;
    }

    List<Line> level(String level) {
        return lines.stream().filter(line -> line.level().equals(level)).toList();
    }

    /** Lines whose text starts like that. */
    List<Line> starting(String start) {
        return lines.stream().filter(line -> line.text().startsWith(start)).toList();
    }

    /** The only line that starts like that. */
    Line only(String start) {
        List<Line> found = starting(start);
        if (found.size() != 1) {
            throw new AssertionError(
                    "not exactly one line: start=" + start + " found=" + found.size() + " in\n" + lines);
        }
        return found.get(0);
    }

    /** Calls of that kind in the summary at exit, handed off at once or not. */
    long calls(String kind) {
        return only("SUMMARY handoffs:").number(kind)
                + only("SUMMARY soft-calls:").number(kind);
    }
}
