// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

/** Whether the agent shows its statistics through something that the program may have or not. */
public enum Bridge {
    /** When the program has it. */
    AUTO,
    /** In any case. */
    ON,
    /** Never. */
    OFF
}
