// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.runtime.PoolSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the program's owner says of single pools: {@code phandoff.pools.<name glob>.grow=off}. Of several globs that fit a
 * pool the longest one counts, setting by setting. Immutable; runs in threads of the program, so no lambdas.
 */
final class PoolRules {

    private static final String POOLS = OptionTable.PREFIX.concat("pools.");

    /** One setting; what it sets is told by its option. */
    record Rule(String glob, Option<?> option, Object value, String origin) {
        boolean fits(Thread worker, Object executor) {
            return NamePoolFilter.matches(GlobList.of(glob), worker, executor);
        }

        String key() {
            return POOLS.concat(glob).concat(suffix(option));
        }

        /** Its value as it can be written. */
        String text() {
            return format(option, value);
        }
    }

    private final List<Rule> rules;

    private PoolRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the rules.
     *
     * @param settings what was set; not null
     * @param warnings gets a line for each wrong value
     */
    static PoolRules read(Settings settings, List<String> warnings) {
        List<Rule> rules = new ArrayList<>();
        for (Setting setting : settings.all()) {
            Option<?> option = optionOf(setting.key());
            if (option != null) {
                add(rules, option, setting, warnings);
            }
        }
        rules.sort(new Comparator<>() {
            @Override
            public int compare(Rule a, Rule b) {
                return b.glob.length() - a.glob.length();
            }
        });
        return new PoolRules(rules);
    }

    private static void add(List<Rule> rules, Option<?> option, Setting setting, List<String> warnings) {
        String key = setting.key();
        String glob =
                key.substring(POOLS.length(), key.length() - suffix(option).length());
        try {
            Object value = option.type().parse(setting.value().trim());
            rules.add(new Rule(glob, option, value, setting.origin()));
        } catch (IllegalArgumentException e) {
            warnings.add(AgentOptions.invalid(option, setting, "none"));
        }
    }

    /** Whether a key is one of these, with whatever value. */
    static boolean isRule(String key) {
        return optionOf(key) != null;
    }

    private static Option<?> optionOf(String key) {
        if (!key.startsWith(POOLS)) {
            return null;
        }
        for (Option<?> option : OptionTable.OF_POOL) {
            if (key.endsWith(suffix(option))
                    && key.length() > POOLS.length() + suffix(option).length()) {
                return option;
            }
        }
        return null;
    }

    /** What comes behind the glob: {@code .grow.max}. */
    private static String suffix(Option<?> option) {
        return option.key().substring(option.key().indexOf('>') + 1);
    }

    /** What holds for a pool; see {@link io.phandoff.runtime.PoolFilter#settings}. */
    PoolSettings settings(Thread worker, Object executor, PoolSettings defaults) {
        PoolSettings.Grow grow = (PoolSettings.Grow) valueOf(OptionTable.POOL_GROW, worker, executor);
        Integer maxSpares = (Integer) valueOf(OptionTable.POOL_GROW_MAX, worker, executor);
        Long graceNanos = (Long) valueOf(OptionTable.POOL_GROW_GRACE, worker, executor);
        return new PoolSettings(
                grow == null ? defaults.grow() : grow,
                maxSpares == null ? defaults.maxSpares() : maxSpares,
                graceNanos == null ? defaults.graceNanos() : graceNanos);
    }

    /** The value of the longest glob that fits, null if there is none. */
    private Object valueOf(Option<?> option, Thread worker, Object executor) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.option == option && rule.fits(worker, executor)) {
                return rule.value;
            }
        }
        return null;
    }

    /** Appends {@code key=value (source)} for each rule. */
    void appendTo(StringBuilder text) {
        for (Rule rule : rules) {
            text.append(text.length() == 0 ? "" : " ").append(rule.key()).append('=');
            text.append(rule.text()).append(" (").append(rule.origin()).append(')');
        }
    }

    /** The rules that set one option. */
    List<Rule> of(Option<?> option) {
        List<Rule> found = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.option == option) {
                found.add(rule);
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked") // the value came from the option's type
    private static <T> String format(Option<T> option, Object value) {
        return option.type().format((T) value);
    }
}
