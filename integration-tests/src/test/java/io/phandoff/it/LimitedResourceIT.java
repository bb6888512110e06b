// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.LimitedResource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for a connection is blocked, but a spare would only wait beside it. */
class LimitedResourceIT {
    private static final Pattern RESULT = Pattern.compile("tasks=(\\d+) mostInUse=(\\d+) threads=(\\d+)");

    /**
     * Three hold a connection, as many as there are processors wait for one and count, one was there before it was; and while no
     * task ends, which it does every few milliseconds unless the machine stands still, one after 20 ms and then less and less
     * often: 20 of them in three seconds. One for each that waits would be hundreds.
     */
    private static final int MOST_THREADS = 40;

    private static final int PARTIES = 12;

    /** One that is slow to begin leaves its task in the queue, for which another comes. */
    private static final int MOST_FOR_PARTIES = 18;

    static Stream<Arguments> kinds() {
        return JavaHomes.all().stream()
                .flatMap(home -> Stream.of("semaphore", "queue", "monitor").map(kind -> Arguments.of(home, kind)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kinds")
    void pool_waitsForConnections_addsFewThatWaitToo(JavaHome home, String kind) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().set("phandoff.procs", "2").run(LimitedResource.class, kind);
        Matcher result = result(run);
        assertThat(result.group(1)).isEqualTo("300");
        assertThat(result.group(2)).isEqualTo("3");
        assertThat(Integer.parseInt(result.group(3))).as("%s", run).isLessThanOrEqualTo(MOST_THREADS);
    }

    /** Without the agent it never ends: what they wait for is each other. */
    @OnEveryJdk
    void pool_waitsForItsOwnQueuedTasks_ends(JavaHome home) throws InterruptedException {
        Matcher result =
                result(AgentJvm.on(home).agent().set("phandoff.procs", "2").run(LimitedResource.class, "barrier"));
        assertThat(result.group(1)).isEqualTo("12");
        assertThat(Integer.parseInt(result.group(3))).isBetween(PARTIES, MOST_FOR_PARTIES);
    }

    private static Matcher result(JvmRun run) {
        Runs.assertEnded(run);
        Matcher result = RESULT.matcher(String.join("\n", run.out()));
        assertThat(result.matches()).as("%s", run).isTrue();
        return result;
    }
}
