// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import java.util.ArrayList;
import java.util.List;

/** Which hook points of a class were found in it. Compares by identity: a record's equals is costly at start. */
final class AppliedPoints {
    private final List<HookPoint> points;
    private final boolean[] applied;

    AppliedPoints(List<HookPoint> points) {
        this.points = points;
        this.applied = new boolean[points.size()];
    }

    @SuppressWarnings("ReferenceEquality") // the very object that is in the list
    void mark(HookPoint point) {
        for (int i = 0; i < applied.length; i++) {
            if (points.get(i) == point) {
                applied[i] = true;
            }
        }
    }

    List<HookPoint> missing() {
        List<HookPoint> missing = new ArrayList<>();
        for (int i = 0; i < applied.length; i++) {
            if (!applied[i]) {
                missing.add(points.get(i));
            }
        }
        return missing;
    }
}
