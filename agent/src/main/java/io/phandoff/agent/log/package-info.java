// SPDX-License-Identifier: Apache-2.0
/**
 * Log lines through the program's own SLF4J: buffered until the program has set it up, written by a thread of the agent.
 * Loaded for {@code phandoff.log=application} only.
 */
package io.phandoff.agent.log;
