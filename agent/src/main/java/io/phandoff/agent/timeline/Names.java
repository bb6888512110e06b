// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names that come often; bounded: later ones share one number. */
final class Names {
    private static final int MOST = 20_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    int of(String name) {
        String known = name == null ? "?" : name;
        Integer number = numbers.get(known);
        if (number == null) {
            if (names.size() == MOST) {
                names.add("(others)");
            }
            if (names.size() > MOST) {
                return MOST;
            }
            number = names.size();
            names.add(known);
            numbers.put(known, number);
        }
        return number;
    }

    List<String> all() {
        return names;
    }
}
