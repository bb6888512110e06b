// SPDX-License-Identifier: Apache-2.0
/** Commands to a running agent: how they come, what they do, the text that they answer. In the program's JVM. */
package io.phandoff.agent.command;
