// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

/**
 * What became of the cache that was configured.
 *
 * @param state {@code used}; {@code partly} if some class was not as it was when it was prepared; {@code written};
 *     {@code ignored} or {@code not-written}
 * @param problem why, for the last two; else null
 */
public record CacheUse(String state, String problem) {}
