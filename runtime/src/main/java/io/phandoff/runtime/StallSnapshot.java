// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;

/**
 * A place in the program where workers were found blocked without a hook having told, or computing beyond their slice.
 *
 * @param cause one of {@link StatsSnapshot#RETAKE_CAUSES}
 * @param samples how often it was seen; only some of all are looked at
 * @param frames the top of the stack, innermost first, up to eight
 */
public record StallSnapshot(String cause, long samples, List<StackTraceElement> frames) {}
