// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

/**
 * What became of the hooks when they were taken out.
 *
 * @param restored classes that have the bytes again that they would have without the agent
 * @param left classes that keep hooks, which do nothing any more: their shape was changed when they were loaded
 */
public record Uninstalled(int restored, int left) {}
