// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.Extra;
import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.HookTable;
import java.util.List;
import java.util.Set;

/** The hook points that the running JVM is expected to have. */
final class HookPoints {
    private HookPoints() {}

    /** Those of the table and of these groups whose module is there. */
    static List<HookPoint> ofThisJvm(Set<Extra> extras) {
        return HookCheck.expected(ofItsVersion(extras));
    }

    /** The same, also of modules that are not there. */
    static List<HookPoint> ofItsVersion(Set<Extra> extras) {
        return HookTable.forJvm(Runtime.version().feature(), System.getProperty("os.name"), extras);
    }
}
