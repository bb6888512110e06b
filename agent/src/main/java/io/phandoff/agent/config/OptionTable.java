// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolSettings;
import io.phandoff.runtime.RuntimeConfig;
import java.util.ArrayList;
import java.util.List;

/** All options. Parsing, warnings, {@code --help}, {@link PrintConfig} and the README's table come from here. */
public final class OptionTable {

    /** What every option's key begins with. */
    public static final String PREFIX = "phandoff.";

    private static final int MAX_SPARES = 65_536;

    /** Read by the premain class before this table can be; here for its documentation and for wrong values. */
    public static final Option<Boolean> ENABLED =
            option("enabled", OptionType.bool(), "true", "`false`: the agent does nothing at all");

    /** The file with further options. */
    public static final Option<String> CONFIG = option(
            "config",
            OptionType.text("the path of a file"),
            "",
            "a file with options, `key=value` lines as `java.util.Properties` reads them, UTF-8; all other sources win over it");

    /** What is done with what the hooks see. */
    public static final Option<Mode> MODE = option(
            "mode",
            OptionType.oneOf(List.of(Mode.values())),
            "on",
            "`observe`: nothing is changed, the log says which pools are starved and what growing would give; `off`: hooks only");

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
            "manage only pools whose thread name, thread class, executor class or, for the JDK's own pools, thread factory class matches; empty: all");

    /** Pools to leave alone. */
    public static final Option<GlobList> POOLS_EXCLUDE =
            option("pools.exclude", OptionType.globs(), "", "leave matching pools alone; wins over `pools.include`");

    /** Plain threads to manage. */
    public static final Option<GlobList> THREADS_INCLUDE = option(
            "threads.include",
            OptionType.globs(),
            "",
            "manage threads of no pool, too, whose name or class matches; those of one pattern count as one pool");

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

    /** Whether one pool grows. */
    static final Option<PoolSettings.Grow> POOL_GROW = new Option<>(
            PREFIX + "pools.<glob>.grow",
            OptionType.oneOf(List.of(PoolSettings.Grow.values())),
            PoolSettings.Grow.AUTO,
            "as `grow`",
            "the same for one pool, by its name in the log or as in `pools.include`; `on`: a pool of one, a scheduled pool and one with a bounded queue too, which then refuses tasks later");

    /** Cap on the spares of one pool. */
    static final Option<Integer> POOL_GROW_MAX = new Option<>(
            PREFIX + "pools.<glob>.grow.max",
            OptionType.integer(0, MAX_SPARES),
            0,
            "as `grow.max-per-pool`",
            "most spares of that pool; of several globs that fit, the longest counts");

    /** Grace time of one pool. */
    static final Option<Long> POOL_GROW_GRACE = new Option<>(
            PREFIX + "pools.<glob>.grow.grace",
            OptionType.duration("0", "10s", true),
            0L,
            "as `grow.grace`",
            "shorter blocking calls do not grow that pool");

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

    /** Hook points that are off unless asked for. */
    public static final Option<ExtraHooks> HOOKS_EXTRA = option(
            "hooks.extra",
            OptionType.extraHooks(),
            "",
            "calls that are hooked too, comma separated; they are short or rare, so none is by default");

    /** Where log lines go. */
    public static final Option<LogMode> LOG = option(
            "log",
            OptionType.oneOf(List.of(LogMode.values())),
            "simple",
            "`simple`: to stderr; `application`: through the program's own SLF4J once it is set up; `none`: nothing at all");

    /** Time between two lines of statistics. */
    public static final Option<Long> STATS_INTERVAL = option(
            "stats.interval",
            OptionType.duration("10ms", "24h", true),
            "10s",
            "time between two lines of statistics, six times that while nothing happens; 0: none, and no summary at exit");

    /** Time between two lines that say what is wrong with one pool. */
    public static final Option<Long> DIAGNOSIS_INTERVAL = option(
            "diagnosis.interval",
            OptionType.duration("10ms", "24h", true),
            "1m",
            "time between two lines `diagnosis` of the same cause and pool; 0: none");

    /** Whether there are beans. */
    public static final Option<Bridge> JMX = option(
            "jmx",
            OptionType.oneOf(List.of(Bridge.values())),
            "auto",
            "MXBeans; `auto`: as soon as the program, or who attaches to it, has made the platform's MBean server; `on`: makes it at the start");

    /** Whether there are meters. */
    public static final Option<Bridge> MICROMETER = option(
            "micrometer",
            OptionType.oneOf(List.of(Bridge.AUTO, Bridge.OFF)),
            "auto",
            "meters in Micrometer's global registry, as soon as the program uses it");

    /** Where rewritten classes are kept. */
    public static final Option<String> CACHE = option(
            "cache",
            OptionType.text("the path of a directory"),
            "",
            "rewritten classes are taken from there, which makes the start faster; the first start, or `prepare`, puts them there");

    /** The options in the order of the documentation. */
    public static final List<Option<?>> ALL = List.of(
            ENABLED,
            CONFIG,
            MODE,
            PROCS,
            POOLS_INCLUDE,
            POOLS_EXCLUDE,
            THREADS_INCLUDE,
            GROW,
            GROW_MAX_PER_POOL,
            GROW_MAX_TOTAL,
            GROW_GRACE,
            STRICT,
            RESUME_MAX_WAIT,
            SLICE,
            HOOKS_EXTRA,
            LOG,
            STATS_INTERVAL,
            DIAGNOSIS_INTERVAL,
            JMX,
            MICROMETER,
            CACHE);

    /** Options of single pools; their keys have a glob in the middle. */
    static final List<Option<?>> OF_POOL = List.of(POOL_GROW, POOL_GROW_MAX, POOL_GROW_GRACE);

    private OptionTable() {}

    /** All of them with those of single pools, in the order of the documentation. */
    static List<Option<?>> documented() {
        List<Option<?>> all = new ArrayList<>(ALL);
        all.addAll(ALL.indexOf(GROW_GRACE) + 1, OF_POOL);
        return all;
    }

    private static <T> Option<T> option(String name, OptionType<T> type, String defaultText, String description) {
        return new Option<>(PREFIX + name, type, type.parse(defaultText), defaultText, description);
    }

    /** The table in Markdown, as the README has it. */
    public static String toMarkdown() {
        StringBuilder table = new StringBuilder("| option | default | range | meaning |\n|---|---|---|---|\n");
        for (Option<?> option : documented()) {
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
        for (Option<?> option : documented()) {
            help.append("  -D").append(option.key()).append('=');
            help.append(option.defaultText().isEmpty() ? "\"\"" : option.defaultText());
            help.append("  (").append(option.type().expected()).append(")\n      ");
            help.append(option.description().replace("`", "")).append('\n');
        }
        return help.toString();
    }
}
