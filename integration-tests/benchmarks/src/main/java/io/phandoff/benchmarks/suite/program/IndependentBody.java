// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** Every second thread blocks inside one monitor; what counts is the work of the others, who have no part in that. */
final class IndependentBody implements Body {

    private final Object monitor = new Object();
    private final Burner burner;
    private final long millis;

    IndependentBody(Arguments arguments) {
        burner = Burner.ofMicros(arguments.number("cpu"), arguments);
        millis = arguments.number("ms");
    }

    @Override
    public long run(long number) throws InterruptedException {
        if (number % 2 == 0) {
            synchronized (monitor) {
                Thread.sleep(millis);
            }
            return UNCOUNTED;
        }
        burner.burn();
        return WHOLE;
    }
}
