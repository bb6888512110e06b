// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

/** Where the agent's log lines go. */
public enum LogMode {
    /** To standard error. */
    SIMPLE,
    /** Through the program's own SLF4J, once the program has set that up. */
    APPLICATION,
    /** Nowhere. */
    NONE
}
