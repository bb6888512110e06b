// SPDX-License-Identifier: Apache-2.0
/** What the JVM tells an agent beyond Java's interface. */
package io.phandoff.agent.jvm;
