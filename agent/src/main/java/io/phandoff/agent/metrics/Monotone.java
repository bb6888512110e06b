// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.util.function.ToDoubleFunction;

/**
 * A counter that never goes down: a worker that ends is missing in a sum for a moment, and to Prometheus a counter that falls has
 * begun anew. For one meter; thread-safe. Holds on to nothing that it reads.
 */
final class Monotone<T> implements ToDoubleFunction<T> {
    private final ToDoubleFunction<T> value;
    private double most;

    Monotone(ToDoubleFunction<T> value) {
        this.value = value;
    }

    @Override
    public double applyAsDouble(T of) {
        double now = value.applyAsDouble(of);
        synchronized (this) {
            most = Math.max(most, now);
            return most;
        }
    }
}
