// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;
import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.pools.ForkJoinSemantics;
import io.phandoff.it.pools.ForkJoinStarvation;
import io.phandoff.it.promises.ForkJoinGrown;
import io.phandoff.runtime.ForkJoinEnd;
import java.util.List;

/** ForkJoinPools, the common one too: the program sees what it sees without the agent, but for the hang. */
class ForkJoinIT {

    private static final String TWO_CPUS = "-XX:ActiveProcessorCount=2";
    private static final String SHORT_MILLIS = "1500";
    private static final String LONG_MILLIS = "45000";
    private static final String GROWN = "threads at once=";
    private static final List<String> STARVED = List.of("stream", "sockets", "futures");

    @OnEveryJdk
    void semantics_withAndWithoutAgent_areTheSame(JavaHome home) throws InterruptedException {
        JvmRun without = AgentJvm.on(home).run(ForkJoinSemantics.class);
        JvmRun with = AgentJvm.on(home).agent().set("it.grows", "true").run(ForkJoinSemantics.class);
        Runs.assertEnded(without);
        Runs.assertEnded(with);
        assertThat(with.out()).as("%s", with).isEqualTo(without.out());
        PromiseRuns.assertGrown(with); // workers are managed
    }

    @OnOneProcessor
    void semantics_withOneProcessor_areTheSame(OneProcessor one) throws InterruptedException {
        JvmRun without = AgentJvm.on(one.home()).run(ForkJoinSemantics.class);
        assertPrinted(one.jvm().run(ForkJoinSemantics.class), without.out().toArray(new String[0]));
    }

    @OnEveryJdk
    void grown_withAndWithoutAgent_isTheSame(JavaHome home) throws InterruptedException {
        JvmRun without = AgentJvm.on(home).run(ForkJoinGrown.class);
        Runs.assertEnded(without);
        assertThat(threads(without)).as("%s", without).containsExactly(GROWN + "2 told=2 made by another=none");
        assertGrownAlike(without, PromiseRuns.growing(AgentJvm.on(home)).run(ForkJoinGrown.class));
    }

    @OnOneProcessor
    void grown_withOneProcessor_isTheSame(OneProcessor one) throws InterruptedException {
        JvmRun without = AgentJvm.on(one.home()).run(ForkJoinGrown.class);
        assertGrownAlike(without, one.jvm().set("it.grows", "true").run(ForkJoinGrown.class));
    }

    /** As many threads as the constructor's maximum says, and all else as without the agent. */
    private static void assertGrownAlike(JvmRun without, JvmRun with) {
        Runs.assertEnded(with);
        assertThat(new AgentLog(with).starting("growth-failed"))
                .as("%s", with)
                .isEmpty(); // to be full, or to end, is none
        assertThat(threads(with)).as("%s", with).containsExactly(GROWN + "6 told=6 made by another=some");
        assertThat(with.out())
                .filteredOn(line -> !line.startsWith(GROWN))
                .as("%s", with)
                .containsExactlyElementsOf(without.out().stream()
                        .filter(line -> !line.startsWith(GROWN))
                        .toList());
    }

    private static List<String> threads(JvmRun run) {
        return run.out().stream().filter(line -> line.startsWith(GROWN)).toList();
    }

    @OnEveryJdk
    void starvation_withoutAgent_hangs(JavaHome home) throws InterruptedException {
        for (String program : STARVED) {
            JvmRun run = AgentJvm.on(home).flag(TWO_CPUS).run(ForkJoinStarvation.class, program, SHORT_MILLIS);
            assertThat(run.out()).as("%s", run).containsExactly("HUNG");
        }
    }

    @OnEveryJdk
    void starvation_withAgent_ends(JavaHome home) throws InterruptedException {
        for (String program : STARVED) {
            assertPrinted(
                    AgentJvm.on(home).agent().flag(TWO_CPUS).run(ForkJoinStarvation.class, program, LONG_MILLIS),
                    "ENDED");
        }
    }

    @OnOneProcessor
    void starvation_withOneProcessor_ends(OneProcessor one) throws InterruptedException {
        for (String program : STARVED) {
            assertPrinted(one.jvm().flag(TWO_CPUS).run(ForkJoinStarvation.class, program, LONG_MILLIS), "ENDED");
        }
    }

    @OnEveryJdk
    void shutdown_takenBackAfterTheLastWorkerHasGone_poolEnds(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .flag("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
                .wholeClassPath()
                .run(ForkJoinEnd.class);
        assertPrinted(run, "ended=true spares=0");
    }

    @OnEveryJdk
    void joins_withoutAgent_end(JavaHome home) throws InterruptedException {
        assertPrinted(AgentJvm.on(home).flag(TWO_CPUS).run(ForkJoinStarvation.class, "joins", LONG_MILLIS), "ENDED");
    }

    /**
     * The pool sees to it by itself, so nothing is added to what it does: but for a worker that sysmon has found stuck on its
     * way there, in the start of a thread that is slow to come.
     */
    @OnEveryJdk
    void joins_thatThePoolCompensates_endWithoutGrowth(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().flag(TWO_CPUS).run(ForkJoinStarvation.class, "joins", LONG_MILLIS);
        assertPrinted(run, "ENDED");
        long stuck = new AgentLog(run)
                .starting("SUMMARY retakes:").stream()
                        .mapToLong(line -> line.number("in-call") + line.number("native") + line.number("waiting"))
                        .sum();
        assertThat(PromiseRuns.grown(run)).as("%s", run).isLessThanOrEqualTo(stuck);
    }
}
