// SPDX-License-Identifier: Apache-2.0
/** The options: one table from which parsing, warnings, help and documentation come. */
package io.phandoff.agent.config;
