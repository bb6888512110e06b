// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import org.slf4j.Logger;

/** Where parts of the agent that are started by the JVM, and are given nothing, say what is wrong. Thread-safe. */
public final class Warnings {
    private static volatile Logger log;

    private Warnings() {}

    /** Says where; null: nowhere. */
    public static void to(Logger logger) {
        log = logger;
    }

    /** Logs a warning, if anybody wants to know. */
    public static void warn(String line) {
        Logger logger = log;
        if (logger != null) {
            logger.warn(line);
        }
    }
}
