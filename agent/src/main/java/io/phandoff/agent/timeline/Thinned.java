// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.util.ArrayList;
import java.util.List;

/** A list that keeps every one, then every second, every fourth and so on, so that it stays bounded and covers all. */
final class Thinned<T> {
    private final int most;
    private List<T> kept = new ArrayList<>();
    private long stride = 1;
    private long seen;

    Thinned(int most) {
        this.most = most;
    }

    void add(T one) {
        if (seen++ % stride != 0) {
            return;
        }
        if (kept.size() == most) {
            List<T> fewer = new ArrayList<>(most);
            for (int i = 0; i < kept.size(); i += 2) {
                fewer.add(kept.get(i));
            }
            kept = fewer;
            stride *= 2;
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        kept.add(one);
    }

    List<T> kept() {
        return kept;
    }
}
