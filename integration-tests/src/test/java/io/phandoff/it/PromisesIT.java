// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.phandoff.it.promises.Births;
import io.phandoff.it.promises.Failures;
import io.phandoff.it.promises.Getters;
import io.phandoff.it.promises.Lifecycle;
import io.phandoff.it.promises.OneAtATime;
import io.phandoff.it.promises.Rejections;
import io.phandoff.it.promises.Resizing;
import io.phandoff.it.promises.SecurityContexts;
import io.phandoff.it.promises.Shrinking;
import io.phandoff.it.promises.StartOrder;
import io.phandoff.it.promises.TimedWaits;
import io.phandoff.it.promises.TomcatSizes;
import java.util.List;

/** What a pool promises holds while it grows: the same answers without the agent, with it, and on one processor in strict mode. */
class PromisesIT {

    private static final String IN_TIME = " failed=0 early=0 most in time=yes beyond all limits=0 and in all=no";

    private static final String CALLERS = "privileged: [the caller's, may exit] caller: the caller's, may exit";

    private static final String NO_CONTEXT = "privileged: [another, may not exit] caller: another, may not exit";

    @OnEveryJdk
    void startOrder_growingPool_isKept(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, StartOrder.class))
                .contains("ended=true left the queue in order=true run by who took it=78 with a new thread=2");
    }

    @OnEveryJdk
    void oneAtATime_onAPoolThatGrows_isKept(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, OneAtATime.class);
    }

    @OnEveryJdk
    void getters_growingPool_tellNoSpares(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, Getters.class)).contains("wrong= saturated=true looked=true calm=true");
    }

    @OnEveryJdk
    void births_growingPool_areThePools(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, Births.class)).contains("inherited from a worker=false");
    }

    @OnEveryJdk
    void securityContext_ofThePrivilegedFactory_isThatOfSparesToo(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, SecurityContexts.class, "privileged"))
                .contains(hasSecurityContexts(home) ? CALLERS : NO_CONTEXT);
    }

    @OnEveryJdk
    void securityContext_underASecurityManager_isThatOfSparesToo(JavaHome home) throws InterruptedException {
        assumeThat(home).as("has a security manager").matches(PromisesIT::hasSecurityContexts);
        for (String factory : List.of("privileged", "default", "own")) {
            AgentJvm plain = AgentJvm.on(home).flag("-Djava.security.manager=allow");
            assertWarned(plain.run(SecurityContexts.class, factory, "manager"), factory);
            JvmRun with = PromiseRuns.growing(plain).run(SecurityContexts.class, factory, "manager");
            assertWarned(with, factory);
            PromiseRuns.assertGrown(with);
        }
    }

    private static void assertWarned(JvmRun run, String factory) {
        assertThat(run.timedOut()).as("killed: %s", run).isFalse();
        assertThat(run.exitCode()).as("exit code of %s", run).isZero();
        assertThat(run.otherErr())
                .as("what the JDK says of the manager: %s", run)
                .allMatch(line -> line.startsWith("WARNING: "));
        Runs.assertNoFailure(run);
        assertThat(run.out())
                .as("standard output of %s", run)
                .containsExactly(CALLERS.replace("privileged", factory), "ended=true");
    }

    @OnEveryJdk
    void securityContext_ofAnotherFactory_isThatOfSparesToo(JavaHome home) throws InterruptedException {
        for (String factory : List.of("default", "own")) {
            assertThat(PromiseRuns.assertKept(home, SecurityContexts.class, factory))
                    .contains((hasSecurityContexts(home) ? CALLERS : NO_CONTEXT).replace("privileged", factory));
        }
    }

    private static boolean hasSecurityContexts(JavaHome home) {
        return home.feature() < 24;
    }

    @OnEveryJdk
    void rejections_boundedQueues_areTheSame(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Rejections.class);
    }

    @OnEveryJdk
    void lifecycle_growingPool_isTheSame(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Lifecycle.class);
    }

    @OnEveryJdk
    void sizes_changedWhileThePoolGrows_areKept(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Resizing.class);
    }

    @OnEveryJdk
    void spares_nothingToDo_leave(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Resizing.class, "spares");
    }

    /** With one spare at most, so that the threads can be counted. */
    @OnEveryJdk
    void threads_sizesChange_areAsManyAsThePoolTells(JavaHome home) throws InterruptedException {
        JvmRun without = AgentJvm.on(home).run(Shrinking.class);
        Runs.assertEnded(without);
        assertThat(without.out()).allSatisfy(line -> assertThat(line).doesNotContain("false"));
        AgentJvm oneSpare = PromiseRuns.growing(AgentJvm.on(home)).set("phandoff.grow.max-per-pool", "1");
        PromiseRuns.assertSame(without, oneSpare.run(Shrinking.class));
        oneSpare.set("phandoff.strict", "true").set("phandoff.procs", "1");
        PromiseRuns.assertSame(without, oneSpare.run(Shrinking.class));
    }

    @OnEveryJdk
    void failures_growingPool_hitTheirOwnTask(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Failures.class);
    }

    @OnEveryJdk
    void timedWaits_growingPool_areLateByAWaitForAProcessorAtMost(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, TimedWaits.class)).hasSize(4).allMatch(line -> line.endsWith(IN_TIME));
    }

    /** A slice longer than the program takes: nobody takes the processor from who computes, only the last limit helps. */
    @OnEveryJdk
    void timedWaits_nobodyGivesAProcessorAway_haveALimit(JavaHome home) throws InterruptedException {
        JvmRun without = AgentJvm.on(home).run(TimedWaits.class, "hog");
        Runs.assertEnded(without);
        assertThat(without.out()).hasSize(4).allMatch(line -> line.endsWith(IN_TIME));
        AgentJvm strict = PromiseRuns.growing(AgentJvm.on(home))
                .set("phandoff.strict", "true")
                .set("phandoff.procs", "1")
                .set("phandoff.slice", "10s");
        PromiseRuns.assertSame(without, strict.run(TimedWaits.class, "hog"));
    }

    @OnEveryJdk
    void tomcatPool_grows_decidesByItsOwnThreads(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, TomcatSizes.class);
    }
}
