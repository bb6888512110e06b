// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** Short tasks, and in each twenty of them a long one; the latencies are those of the short ones. */
final class MixedBody implements Body {

    private final Burner halfOfShort;
    private final Burner halfOfLong;
    private final int every;
    private final Blocker blocker;

    MixedBody(Arguments arguments, Blocker blocker) {
        halfOfShort = Burner.ofMicros(arguments.number("cpu") / 2, arguments);
        halfOfLong = Burner.ofMicros(arguments.number("long-cpu") / 2, arguments);
        every = arguments.number("every");
        this.blocker = blocker;
    }

    @Override
    public long run(long number) throws Exception {
        boolean isLong = number % every == every - 1;
        Burner half = isLong ? halfOfLong : halfOfShort;
        half.burn();
        blocker.block();
        half.burn();
        return isLong ? UNTIMED : WHOLE;
    }
}
