// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.SleepersAtOnce;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which pools get spare workers, and how many. */
class GrowthIT {

    private static final Pattern RESULT = Pattern.compile("atOnce=(\\d+) inOrder=(\\w+)");

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

    private static Result run(AgentJvm jvm, String... args) throws InterruptedException {
        return Result.of(jvm.run(SleepersAtOnce.class, args));
    }
}
