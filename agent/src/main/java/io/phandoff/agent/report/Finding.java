// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

/**
 * One thing that is wrong with one pool, as seen in one look.
 *
 * @param cause its name
 * @param warns whether it is a limit that somebody has set, which may be wrong; else it is as it is meant to be
 * @param seen what was seen, in words
 * @param option the option that changes it, or why there is none
 * @param looks how many looks in a row must see it before it is told
 */
record Finding(String cause, boolean warns, String seen, String option, int looks) {}
