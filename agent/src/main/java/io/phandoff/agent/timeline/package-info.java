// SPDX-License-Identifier: Apache-2.0
/** The command {@code report}: a recording as one HTML page, and as a trace for Perfetto. Not used by the agent in a JVM. */
package io.phandoff.agent.timeline;
