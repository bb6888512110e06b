// SPDX-License-Identifier: Apache-2.0
/** What the agent tells people: log lines, statistics, the summary at exit. */
package io.phandoff.agent.report;
