// SPDX-License-Identifier: Apache-2.0
/** The command line of the jar, in a JVM of its own. */
package io.phandoff.agent.cli;
