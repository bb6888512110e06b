// SPDX-License-Identifier: Apache-2.0
/**
 * What the JVM sees of the agent before its own class loader exists: the premain class and that loader. These classes
 * lie at the root of the jar, are loaded by the bootstrap loader, and know java.base and java.instrument only.
 */
package io.phandoff.agent.boot;
