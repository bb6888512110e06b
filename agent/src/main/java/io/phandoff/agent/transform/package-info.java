// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the hooks into class files, when classes are loaded and, once at start, into the loaded ones. Plain ASM: a class
 * library on top of it would cost a second of CPU at each start.
 */
package io.phandoff.agent.transform;
