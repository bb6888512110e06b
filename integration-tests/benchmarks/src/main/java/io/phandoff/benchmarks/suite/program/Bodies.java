// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.Locale;

/** The works, by the names that the rows of the table give them. */
final class Bodies {

    private Bodies() {}

    static Body of(Arguments arguments, Pool pool) throws Exception {
        String work = arguments.text("work");
        return switch (work) {
            case "starved" -> new StarvedBody(arguments, blocker(arguments, pool));
            case "mixed" -> new MixedBody(arguments, blocker(arguments, pool));
            case "monitor" -> new MonitorBody(arguments);
            case "lock" -> new LockBody(arguments);
            case "independent" -> new IndependentBody(arguments);
            case "reads" -> new ReadBody(arguments, pool);
            case "commits" -> new CommitBody(arguments, pool);
            case "memory" -> new MemoryBody(arguments);
            default -> throw new IllegalArgumentException("no such work: work=" + work);
        };
    }

    private static Blocker blocker(Arguments arguments, Pool pool) throws Exception {
        String block = arguments.text("block");
        return block.equals("none")
                ? () -> {}
                : pool.managed(Block.valueOf(block.toUpperCase(Locale.ROOT)).blocker(arguments));
    }
}
