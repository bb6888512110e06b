// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.transform.TransformFailures;

/** Tells once that classes could not be rewritten. Used by one thread at a time. */
final class TransformWarnings {

    private final TransformFailures failures;
    private boolean told;

    TransformWarnings(TransformFailures failures) {
        this.failures = failures;
    }

    /** The line about the first failure; null if there is none or it was told before. */
    String next() {
        TransformFailures.Failure first = failures.first();
        if (told || first == null) {
            return null;
        }
        told = true;
        return new KeyValues("class-not-rewritten")
                .add("class", first.className().replace('/', '.'))
                .add("cause", first.cause().toString())
                .toString();
    }
}
