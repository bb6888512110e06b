// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.HandoffRuntime;
import java.util.function.LongSupplier;

/** {@link HandoffRuntime#activity}; a class, as each first lambda costs milliseconds. */
final class RuntimeActivity implements LongSupplier {
    @Override
    public long getAsLong() {
        return HandoffRuntime.activity();
    }
}
