// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.isolated;

/** A class for class loaders to load. */
public final class Probe {
    private Probe() {}
}
