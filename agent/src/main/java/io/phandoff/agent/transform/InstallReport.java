// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.List;

/**
 * What was hooked at start. Immutable but for {@link #failures}.
 *
 * @param found hook points that this JVM has
 * @param known hook points that were expected of it
 * @param missing the others, as {@code package.Class.method(descriptor)}
 * @param selfTestFailure which calls did not pass through the runtime, or why the self-test could not tell; null if all did
 * @param failures what goes wrong from now on while classes are loaded
 */
public record InstallReport(
        int found, int known, List<String> missing, String selfTestFailure, TransformFailures failures) {}
