// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookTable;
import java.util.List;

/**
 * What was hooked at start. Immutable but for {@link #failures}.
 *
 * @param jdk feature version of the JVM
 * @param found hook points that this JVM has
 * @param known hook points that were expected of it
 * @param missing the others, as {@code package.Class.method(descriptor)}
 * @param selfTestFailure which calls did not pass through the runtime, or why the self-test could not tell; null if all did
 * @param failures what goes wrong from now on while classes are loaded
 * @param cache what became of the cache, null if none is configured
 */
public record InstallReport(
        int jdk,
        int found,
        int known,
        List<String> missing,
        String selfTestFailure,
        TransformFailures failures,
        CacheUse cache) {

    /**
     * Whether nobody has held the hook table against this JVM's version.
     *
     * @return true if it is newer than the newest that was
     */
    public boolean isNewerThanTable() {
        return jdk > HookTable.NEWEST_CHECKED;
    }
}
