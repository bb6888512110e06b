// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Environment variables: {@code PHANDOFF_GROW_MAX_TOTAL} is {@code phandoff.grow.max-total}. The options of single pools have no
 * variable: their glob could not be told from the rest of the name.
 */
final class EnvironmentKeys {

    private static final String PREFIX = "PHANDOFF_";

    private EnvironmentKeys() {}

    /** The variable of an option. */
    static String of(Option<?> option) {
        return option.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * The options among the variables.
     *
     * @param environment all variables
     * @param warnings gets a line for each variable that begins with ours and is none
     */
    static List<Setting> settings(Map<String, String> environment, List<String> warnings) {
        List<Setting> settings = new ArrayList<>();
        TreeSet<String> ours = new TreeSet<>();
        for (String name : environment.keySet()) {
            if (name.startsWith(PREFIX)) {
                ours.add(name);
            }
        }
        for (String name : ours) {
            Option<?> option = optionOf(name);
            if (option != null) {
                settings.add(new Setting(option.key(), environment.get(name), Settings.ENVIRONMENT, ""));
            } else if (isOfPool(name)) {
                warnings.add("option-not-in-environment key=" + name
                        + " expected=\"phandoff.pools.<glob>.grow... as argument, system property or in the file\"");
            } else {
                warnings.add(
                        "option-unknown key=" + name + " nearest=" + nearest(name) + " source=" + Settings.ENVIRONMENT);
            }
        }
        return settings;
    }

    private static Option<?> optionOf(String name) {
        for (Option<?> option : OptionTable.ALL) {
            if (of(option).equals(name)) {
                return option;
            }
        }
        return null;
    }

    private static boolean isOfPool(String name) {
        return name.startsWith("PHANDOFF_POOLS_")
                && (name.endsWith("_GROW") || name.endsWith("_GROW_MAX") || name.endsWith("_GROW_GRACE"));
    }

    private static String nearest(String name) {
        String nearest = "";
        int smallest = Integer.MAX_VALUE;
        for (Option<?> option : OptionTable.ALL) {
            int distance = NearestKey.distance(name, of(option));
            if (distance < smallest) {
                smallest = distance;
                nearest = of(option);
            }
        }
        return nearest;
    }
}
