// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** CPU, something that blocks, as much CPU again. */
final class StarvedBody implements Body {

    private final Burner burner;
    private final Blocker blocker;

    StarvedBody(Arguments arguments, Blocker blocker) {
        this.burner = Burner.ofMicros(arguments.number("cpu"), arguments);
        this.blocker = blocker;
    }

    @Override
    public long run(long number) throws Exception {
        burner.burn();
        blocker.block();
        burner.burn();
        return WHOLE;
    }
}
