// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every method of the JDK that is hooked so that a blocking call is seen, as data. What is not in this table (monitors,
 * class initialisers, native code, page faults) is seen by sysmon only.
 */
public final class HookTable {
    /** The newest feature version whose class files this table was held against. */
    public static final int NEWEST_CHECKED = 26;

    private HookTable() {}

    /**
     * The points that a JVM is expected to have. Made of loops, not streams: it runs at the start of every program. A JVM newer
     * than {@link #NEWEST_CHECKED} is expected to have what that one has.
     *
     * @param feature feature version of the JVM, at least 17
     * @param osName its {@code os.name}
     * @param extras the groups that were asked for
     * @return the points, those of one class next to each other as far as they are in one group
     */
    public static List<HookPoint> forJvm(int feature, String osName, Set<Extra> extras) {
        List<HookPoint> fitting = new ArrayList<>();
        addFitting(ParkPoints.POINTS, feature, osName, fitting);
        addFitting(ChannelPoints.POINTS, feature, osName, fitting);
        addFitting(FilePoints.POINTS, feature, osName, fitting);
        addFitting(FilePoints.DISPATCHER_POINTS, feature, osName, fitting);
        if (feature <= ParkPoints.LAST_WITH_NATIVES) {
            addFitting(CallSitePoints.POINTS, feature, osName, fitting);
        }
        if (!Os.LINUX.includes(osName)) {
            addFitting(OtherOsPoints.POINTS, feature, osName, fitting);
        }
        for (Extra extra : extras) {
            addFitting(extra.points(), feature, osName, fitting);
        }
        return fitting;
    }

    private static void addFitting(List<HookPoint> group, int feature, String osName, List<HookPoint> fitting) {
        for (HookPoint point : group) {
            if (point.appliesTo(feature, osName)) {
                fitting.add(point);
            }
        }
    }
}
