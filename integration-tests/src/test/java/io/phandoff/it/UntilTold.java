// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Runs programs that go on until a line comes on standard input: once the agent has logged what is awaited. */
final class UntilTold {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private UntilTold() {}

    /** The whole run, also if that was not logged in time. */
    static JvmRun run(AgentJvm jvm, Predicate<AgentLog> told, Class<?> main, String... args)
            throws InterruptedException {
        try (RunningJvm running = jvm.start(main, args)) {
            running.awaitErr(err -> told.test(log(err)), LIMIT);
            running.send("end");
            return running.awaitEnd(LIMIT);
        }
    }

    private static AgentLog log(List<String> err) {
        return new AgentLog(new JvmRun(List.of(), 0, List.of(), err, null));
    }
}
