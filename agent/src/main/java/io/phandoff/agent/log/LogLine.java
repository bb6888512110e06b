// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import org.slf4j.event.Level;

/**
 * One line, as it was logged.
 *
 * @param millis when, in milliseconds since 1970
 * @param logger the logger's name
 * @param level how bad it is
 * @param text the line, formatted
 */
record LogLine(long millis, String logger, Level level, String text) {}
