// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import io.phandoff.agent.hook.Extra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A list of groups of hook points, by name. Immutable. */
public final class ExtraHooks {
    private final Set<Extra> groups;

    private ExtraHooks(Set<Extra> groups) {
        this.groups = Collections.unmodifiableSet(groups);
    }

    /**
     * Reads a comma separated list; spaces around a name and empty names are dropped. Throws IllegalArgumentException when a
     * group does not exist.
     */
    static ExtraHooks parse(String text) {
        List<Extra> groups = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                groups.add(named(part.trim()));
            }
        }
        // an EnumSet takes reflection, and start time
        return new ExtraHooks(groups.isEmpty() ? Set.of() : EnumSet.copyOf(groups));
    }

    private static Extra named(String name) {
        for (Extra extra : Extra.values()) {
            if (name.equals(extra.optionName())) {
                return extra;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The names of all groups, for messages. */
    static String names() {
        return join(Arrays.asList(Extra.values()), ", ");
    }

    /** The groups. */
    public Set<Extra> groups() {
        return groups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtraHooks hooks && hooks.groups.equals(groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    /** The names, comma separated. */
    @Override
    public String toString() {
        return join(groups, ",");
    }

    private static String join(Collection<Extra> extras, String separator) {
        StringBuilder names = new StringBuilder();
        for (Extra extra : extras) {
            if (extra.optionName() != null) {
                names.append(names.length() == 0 ? "" : separator).append(extra.optionName());
            }
        }
        return names.toString();
    }
}
