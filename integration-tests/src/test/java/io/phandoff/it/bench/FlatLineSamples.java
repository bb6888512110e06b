// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.List;

/** Made-up measurements. */
final class FlatLineSamples {

    private FlatLineSamples() {}

    /** Without the agent 10, 500, 1,000 tasks a second; with it 1,000 but 900 on the pool of 2; virtual threads. */
    static FlatLineData data() {
        return new FlatLineData(
                "JDK 25, <2> CPUs",
                List.of(
                        row("2", false, 10, 1000),
                        row("2", true, 900, 20),
                        row("20", false, 500, 100),
                        row("20", true, 1000, 20),
                        row("200", false, 1000, 10),
                        row("200", true, 1000, 20),
                        row("virtual", false, 1100, 10)));
    }

    /** Lowest and highest lie a tenth below and above. */
    static FlatLineRow row(String pool, boolean agent, double perSecond, double p99Millis) {
        return new FlatLineRow(
                new FlatLineCell(FlatLineWork.SLEEP, new PoolKind(pool), agent),
                5,
                around(perSecond),
                around(p99Millis),
                around(100),
                around(50));
    }

    private static Spread around(double median) {
        return new Spread(median, median - median / 10, median + median / 10);
    }
}
