// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * Every method of the JDK that is hooked so that a blocking call is seen, as data. What is not in this table (monitors,
 * class initialisers, native code, page faults) is seen by sysmon only.
 */
public final class HookTable {
    private HookTable() {}

    /**
     * The points that a JVM is expected to have. Made of loops, not streams: it runs at the start of every program.
     *
     * @param feature feature version of the JVM, at least 17
     * @param osName its {@code os.name}
     * @return the points, those of one class next to each other as far as they are in one group
     */
    public static List<HookPoint> forJvm(int feature, String osName) {
        List<HookPoint> fitting = new ArrayList<>();
        for (List<HookPoint> group : List.of(ParkPoints.POINTS, ChannelPoints.POINTS, FilePoints.POINTS)) {
            for (HookPoint point : group) {
                if (point.appliesTo(feature, osName)) {
                    fitting.add(point);
                }
            }
        }
        return fitting;
    }
}
