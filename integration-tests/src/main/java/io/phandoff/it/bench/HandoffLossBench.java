// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import io.phandoff.it.JvmRun;
import io.phandoff.it.RunningJvm;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What blocking calls take from the processors while another pool always has work for all of them, by {@link HandoffLoss}: a call that is
 * hard by table, one that is so by experience, and one that stays soft. Five rounds that take turns on each JDK; argument:
 * rounds, if not five.
 */
public final class HandoffLossBench {
    private static final int ROUNDS = 5;
    private static final String PROCESSORS =
            Integer.toString(Runtime.getRuntime().availableProcessors());
    private static final String CALLS = "2000";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern CALLS_BY_WAY =
            Pattern.compile("SUMMARY (handoffs|soft-calls):.* (file-write|socket-read|sleep)=(\\d+)");

    private HandoffLossBench() {}

    /** Prints a row for each run. */
    public static void main(String[] args) throws InterruptedException {
        int rounds = args.length > 0 && !args[0].isBlank() ? Integer.parseInt(args[0]) : ROUNDS;
        for (JavaHome home : JavaHomes.all()) {
            System.out.println(
                    home + ": processor time lost a call, " + CALLS + " calls, " + PROCESSORS + " processors, strict");
            try (RunningJvm echo = AgentJvm.on(home).start(DelayedEcho.class, "1")) {
                String port = echo.awaitLine("port=", LIMIT);
                for (int round = 0; round < rounds; round++) {
                    for (String kind : new String[] {"sleep", "socket", "log"}) {
                        print(run(home, kind, port));
                    }
                }
            }
        }
    }

    private static JvmRun run(JavaHome home, String kind, String port) throws InterruptedException {
        return AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", PROCESSORS)
                .set("phandoff.strict", "true")
                .set("phandoff.slice", "1ms")
                .set("phandoff.grow", "false")
                .run(HandoffLoss.class, kind, CALLS, port, PROCESSORS);
    }

    private static void print(JvmRun run) {
        StringBuilder row = new StringBuilder(String.join("\n", run.out()));
        for (String line : run.agentLines()) {
            Matcher calls = CALLS_BY_WAY.matcher(line);
            if (calls.find()) {
                row.append(", ")
                        .append(calls.group(2))
                        .append(' ')
                        .append(calls.group(1))
                        .append(' ');
                row.append(calls.group(3));
            }
        }
        System.out.println(row);
    }
}
