// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.EventLoops;
import io.phandoff.it.apps.SleepersAtOnce;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which pools get spare workers, and how many. */
class GrowthIT {

    private static final Pattern RESULT = Pattern.compile("atOnce=(\\d+) inOrder=(\\w+)");
    private static final Pattern LOOPS = Pattern.compile("threads=(\\d+) ran=10 ended=true");

    private record Result(int atOnce, boolean inOrder) {

        static Result of(JvmRun run) {
            Runs.assertEnded(run);
            Matcher line = RESULT.matcher(String.join("\n", run.out()));
            assertThat(line.matches()).as("%s", run).isTrue();
            return new Result(Integer.parseInt(line.group(1)), Boolean.parseBoolean(line.group(2)));
        }
    }

    @OnEveryJdk
    void fixedPoolOfTwo_allBlocked_grows(JavaHome home) throws InterruptedException {
        assertThat(run(AgentJvm.on(home).agent(), "fixed", "2", "50", "100", "11")
                        .atOnce())
                .isGreaterThan(10);
    }

    @OnEveryJdk
    void fixedPoolOfOne_blocked_keepsItsSizeAndOrder(JavaHome home) throws InterruptedException {
        Result fixed = run(AgentJvm.on(home).agent(), "fixed", "1", "10", "20", "1");
        assertThat(fixed.atOnce()).isEqualTo(1);
        assertThat(fixed.inOrder()).isTrue();
        Result single = run(AgentJvm.on(home).agent(), "single", "1", "10", "20", "1");
        assertThat(single.atOnce()).isEqualTo(1);
        assertThat(single.inOrder()).isTrue();
    }

    @OnEveryJdk
    void scheduledPool_allBlocked_keepsItsSize(JavaHome home) throws InterruptedException {
        assertThat(run(AgentJvm.on(home).agent(), "scheduled", "2", "10", "50", "2")
                        .atOnce())
                .isEqualTo(2);
    }

    @OnEveryJdk
    void capPerPool_reached_holds(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.grow.max-per-pool", "3");
        assertThat(run(jvm, "fixed", "2", "20", "50", "5").atOnce()).isEqualTo(5);
    }

    @OnEveryJdk
    void capInTotal_reached_holds(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.grow.max-total", "4");
        assertThat(run(jvm, "fixed", "2", "20", "50", "6").atOnce()).isEqualTo(6);
    }

    /** With a cap that counted for each pool there would be twelve. */
    @OnEveryJdk
    void capInTotal_twoPools_holdsForBothTogether(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.grow.max-total", "4");
        assertThat(run(jvm, "fixed,fixed", "2", "160", "50", "8").atOnce()).isEqualTo(8);
    }

    @OnEveryJdk
    void growth_switchedOff_doesNotHappen(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.grow", "false");
        assertThat(run(jvm, "fixed", "2", "10", "50", "2").atOnce()).isEqualTo(2);
    }

    @OnEveryJdk
    void pool_excludedByThreadName_doesNotGrow(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.pools.exclude", "pool-1-*");
        assertThat(run(jvm, "fixed", "2", "10", "50", "2").atOnce()).isEqualTo(2);
    }

    @OnEveryJdk
    void growOff_forOnePool_keepsItsSize(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.pools.pool-1-thread.grow", "off");
        assertThat(run(jvm, "fixed", "2", "10", "50", "2").atOnce()).isEqualTo(2);
    }

    @OnEveryJdk
    void growOn_forOnePoolWhileOffForAll_growsWithinItsMaximum(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.grow", "false")
                .set("phandoff.pools.pool-1-*.grow", "on")
                .set("phandoff.pools.pool-1-*.grow.max", "2");
        assertThat(run(jvm, "fixed", "1", "20", "50", "3").atOnce()).isEqualTo(3);
        assertThat(run(jvm, "scheduled", "2", "20", "50", "4").atOnce()).isEqualTo(4);
    }

    @OnEveryJdk
    void boundedQueue_allBlocked_growsOnlyWhereItIsSaid(JavaHome home) throws InterruptedException {
        assertThat(run(AgentJvm.on(home).agent(), "bounded", "2", "10", "50", "2")
                        .atOnce())
                .isEqualTo(2);
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.pools.pool-1-*.grow", "on")
                .set("phandoff.pools.pool-1-*.grow.max", "2");
        assertThat(run(jvm, "bounded", "2", "20", "50", "4").atOnce()).isEqualTo(4);
    }

    @OnEveryJdk
    void graceOfOnePool_longerThanItsCalls_thatPoolKeepsItsSize(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.pools.pool-1-*.grow.grace", "10s")
                .set("phandoff.grow.max-per-pool", "2");
        assertThat(run(jvm, "fixed,fixed", "2", "80", "50", "6").atOnce()).isEqualTo(6);
    }

    @OnEveryJdk
    void forkJoinPool_growOff_keepsItsSize(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.pools.ForkJoinPool-1-*.grow", "off");
        assertThat(run(jvm, "forkjoin", "2", "20", "50", "2").atOnce()).isEqualTo(2);
    }

    @OnEveryJdk
    void forkJoinPool_capReached_holds(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent().set("phandoff.pools.ForkJoinPool-1-*.grow.max", "3");
        assertThat(run(jvm, "forkjoin", "2", "60", "50", "5").atOnce()).isEqualTo(5);
    }

    @OnEveryJdk
    void pool_excludedByItsFactorysClass_doesNotGrow(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.pools.exclude", "*$OwnFactory")
                .set("phandoff.grow.max-per-pool", "1");
        assertThat(run(jvm, "factory,fixed", "2", "40", "50", "5").atOnce()).isEqualTo(5);
    }

    @OnEveryJdk
    void pool_excludedByItsClass_doesNotGrow(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.pools.exclude", "*$OwnPool")
                .set("phandoff.grow.max-per-pool", "1");
        assertThat(run(jvm, "subclass,fixed", "2", "40", "50", "5").atOnce()).isEqualTo(5);
    }

    /** But for a loop that sysmon has found stuck outside its selector, on a machine with much else to do. */
    @OnEveryJdk
    void eventLoops_inAPool_keepItsSize(JavaHome home) throws InterruptedException {
        Runs.assertPrinted(AgentJvm.on(home).run(EventLoops.class), "threads=2 ran=10 ended=true");
        JvmRun run = AgentJvm.on(home).agent().run(EventLoops.class);
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertThat(log.calls("select")).isPositive();
        assertThat(log.calls("accept")).isPositive();
        long most = 2 + stuck(log);
        assertThat(run.out()).as("%s", run).singleElement().satisfies(line -> {
            Matcher printed = LOOPS.matcher(line);
            assertThat(printed.matches()).isTrue();
            assertThat(Long.parseLong(printed.group(1))).isBetween(2L, most);
        });
    }

    private static long stuck(AgentLog log) {
        return log.starting("SUMMARY retakes:").stream()
                .mapToLong(line -> line.number("in-call") + line.number("native") + line.number("waiting"))
                .sum();
    }

    private static Result run(AgentJvm jvm, String... args) throws InterruptedException {
        return Result.of(jvm.run(SleepersAtOnce.class, args));
    }
}
