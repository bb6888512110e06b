// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.RuntimeConfig;
import java.util.List;

/** All options. Parsing, warnings, {@code --help} and the README's table come from here. */
public final class OptionTable {

    /** What every option's key begins with. */
    public static final String PREFIX = "phandoff.";

    private static final int MAX_SPARES = 65_536;

    /** Read by the premain class before this table can be; here for its documentation and for wrong values. */
    public static final Option<Boolean> ENABLED =
            option("enabled", OptionType.bool(), "true", "`false`: the agent does nothing at all");

    /** The number of processors. */
    public static final Option<Integer> PROCS = new Option<>(
            PREFIX + "procs",
            OptionType.integer(1, RuntimeConfig.MAX_PROCESSORS),
            Math.min(
                    RuntimeConfig.MAX_PROCESSORS,
                    Math.max(2, Runtime.getRuntime().availableProcessors())),
            "CPUs, at least 2",
            "processors: how many workers run at once; unset, it follows the CPUs of the machine or container");

    /** Pools to manage. */
    public static final Option<GlobList> POOLS_INCLUDE = option(
            "pools.include",
            OptionType.globs(),
            "",
            "manage only pools whose thread name, thread class or executor class matches; empty: all");

    /** Pools to leave alone. */
    public static final Option<GlobList> POOLS_EXCLUDE =
            option("pools.exclude", OptionType.globs(), "", "leave matching pools alone; wins over `pools.include`");

    /** Whether pools grow. */
    public static final Option<Boolean> GROW =
            option("grow", OptionType.bool(), "true", "give a pool spare workers while its own are blocked");

    /** Cap on the spares of a pool. */
    public static final Option<Integer> GROW_MAX_PER_POOL =
            option("grow.max-per-pool", OptionType.integer(0, MAX_SPARES), "256", "most spares of one pool");

    /** Cap on the spares of the JVM. */
    public static final Option<Integer> GROW_MAX_TOTAL =
            option("grow.max-total", OptionType.integer(0, MAX_SPARES), "1024", "most spares of all pools together");

    /** How long a worker is blocked before that is worth a spare. */
    public static final Option<Long> GROW_GRACE = option(
            "grow.grace", OptionType.duration("0", "10s", true), "500us", "shorter blocking calls do not grow a pool");

    /** Whether a worker that comes back waits for a processor. */
    public static final Option<Boolean> STRICT = option(
            "strict",
            OptionType.bool(),
            "false",
            "`true`: never more than `procs` workers run, one that comes back from a blocking call waits its turn");

    /** How long a worker that comes back waits before it runs over-committed. */
    public static final Option<Long> RESUME_MAX_WAIT = option(
            "resume.max-wait",
            OptionType.duration("0", "10s", true),
            "0",
            "how long a worker that comes back from a blocking call waits for a processor when not `strict`");

    /** How long a worker keeps its processor while others wait. */
    public static final Option<Long> SLICE = option(
            "slice",
            OptionType.duration("100us", "10s", false),
            "10ms",
            "how long a worker keeps its processor while others wait for one");

    /** Time between two lines of statistics. */
    public static final Option<Long> STATS_INTERVAL = option(
            "stats.interval",
            OptionType.duration("10ms", "24h", true),
            "10s",
            "time between two lines of statistics; 0: none, and no summary at exit");

    /** The options in the order of the documentation. */
    public static final List<Option<?>> ALL = List.of(
            ENABLED,
            PROCS,
            POOLS_INCLUDE,
            POOLS_EXCLUDE,
            GROW,
            GROW_MAX_PER_POOL,
            GROW_MAX_TOTAL,
            GROW_GRACE,
            STRICT,
            RESUME_MAX_WAIT,
            SLICE,
            STATS_INTERVAL);

    private OptionTable() {}

    private static <T> Option<T> option(String name, OptionType<T> type, String defaultText, String description) {
        return new Option<>(PREFIX + name, type, type.parse(defaultText), defaultText, description);
    }

    /** The table in Markdown, as the README has it. */
    public static String toMarkdown() {
        StringBuilder table = new StringBuilder("| option | default | range | meaning |\n|---|---|---|---|\n");
        for (Option<?> option : ALL) {
            table.append("| `").append(option.key()).append("` | ");
            table.append(option.defaultText().isEmpty() ? "empty" : option.defaultText())
                    .append(" | ");
            table.append(option.type().expected()).append(" | ");
            table.append(option.description()).append(" |\n");
        }
        return table.toString();
    }

    /** The table for a terminal. */
    public static String toHelp() {
        StringBuilder help = new StringBuilder();
        for (Option<?> option : ALL) {
            help.append("  -D").append(option.key()).append('=');
            help.append(option.defaultText().isEmpty() ? "\"\"" : option.defaultText());
            help.append("  (").append(option.type().expected()).append(")\n      ");
            help.append(option.description().replace("`", "")).append('\n');
        }
        return help.toString();
    }
}
