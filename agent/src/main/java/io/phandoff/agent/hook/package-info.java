// SPDX-License-Identifier: Apache-2.0
/** Which methods of the JDK are hooked, as data; whether this JVM has them; whether calls of them reach the runtime. */
package io.phandoff.agent.hook;
