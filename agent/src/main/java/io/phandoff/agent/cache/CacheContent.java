// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.util.List;

/**
 * What a cache knows, but for the bytes of its classes. Immutable.
 *
 * @param known how many hook points a JVM like this one is expected to have
 * @param missing those that it does not have
 * @param present modules that hook points are in and that the JVM had
 * @param absent such modules that it did not have
 * @param hooked internal names of classes of the JDK's that are rewritten
 * @param pools those of thread pools that are rewritten in whatever loader they are
 * @param serverPools those of classes of servers' pools
 * @param callSites whether calls in the program's classes are rewritten
 */
public record CacheContent(
        int known,
        List<String> missing,
        List<String> present,
        List<String> absent,
        List<String> hooked,
        List<String> pools,
        List<String> serverPools,
        boolean callSites) {}
