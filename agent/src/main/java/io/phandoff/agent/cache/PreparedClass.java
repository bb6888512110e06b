// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.util.List;

/**
 * One class as it is without hooks and with them. Of one class there are often two: as it is in the JDK's image, and as the JVM
 * writes it anew from what it has loaded. Arrays are not copied.
 *
 * @param name its internal name
 * @param original the class file that the JVM shows
 * @param missing hook points that were looked for in it in vain
 * @param rewritten what becomes of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PreparedClass(String name, byte[] original, List<String> missing, byte[] rewritten) {}
