// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.ArrayList;
import java.util.List;

/** What rewritten classes called, in order. Filled by {@link RecordingHooks} from whatever loader it was loaded in. */
public final class HookEvents {
    private static final List<String> EVENTS = new ArrayList<>();

    private HookEvents() {}

    public static synchronized void add(String event) {
        EVENTS.add(event);
    }

    static synchronized List<String> take() {
        List<String> taken = List.copyOf(EVENTS);
        EVENTS.clear();
        return taken;
    }
}
