// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Forks {@link Stalls} and reads what it prints. */
public final class StallRuns {

    private static final int FOREIGN_ASKS = 22;
    /** Some ten seconds on an idle machine. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private StallRuns() {}

    /**
     * One line of {@link Stalls}.
     *
     * @param p50Micros median time until the other worker ran
     * @param maxMicros longest
     * @param retakes by cause
     */
    public record Result(long p50Micros, long maxMicros, Map<String, Long> retakes) {

        /** Reads the only line that the program printed. */
        public static Result of(JvmRun run) {
            Map<String, Long> numbers = new HashMap<>();
            for (String pair : run.out().get(0).split(" ", -1)) {
                String[] parts = pair.split("=", 2);
                numbers.put(parts[0], Long.parseLong(parts[1]));
            }
            return new Result(numbers.remove("p50"), numbers.remove("max"), numbers);
        }
    }

    /** The agent with one processor, strict, with a slice so long that it frees nothing here. */
    public static AgentJvm strict(JavaHome home) {
        return AgentJvm.on(home)
                .agent()
                .limit(LIMIT)
                .set("phandoff.procs", "1")
                .set("phandoff.strict", "true")
                .set("phandoff.slice", "10s");
    }

    /** For stalls of that kind. */
    public static AgentJvm jvm(JavaHome home, StallKind kind, Optional<Path> library) {
        // Up to JDK 17 reflection goes over to generated code after 15 calls, and that has hooks.
        AgentJvm jvm = strict(home).set("sun.reflect.inflationThreshold", Integer.toString(Integer.MAX_VALUE));
        library.ifPresent(path -> jvm.set(NativeCode.LIBRARY, path.toString()));
        return home.feature() >= FOREIGN_ASKS ? jvm.flag("--enable-native-access=ALL-UNNAMED") : jvm;
    }
}
