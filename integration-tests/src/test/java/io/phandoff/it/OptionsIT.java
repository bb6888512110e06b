// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.Hello;
import java.util.List;
import java.util.Map;

/** Wrong options: one warning each, and the program goes on. */
class OptionsIT {

    private static final Map<String, String> WRONG = Map.of(
            "phandoff.procs", "zero",
            "phandoff.grow", "maybe",
            "phandoff.grow.max-per-pool", "-1",
            "phandoff.grow.max-total", "many",
            "phandoff.grow.grace", "11s",
            "phandoff.strict", "2",
            "phandoff.resume.max-wait", "1h",
            "phandoff.slice", "10",
            "phandoff.hooks.extra", "everything",
            "phandoff.stats.interval", "never");

    @OnEveryJdk
    void wrongValues_areReportedOnceEachAndReplaced(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).agent();
        jvm.setAll(WRONG);
        JvmRun run = jvm.run(Hello.class);
        Runs.assertEnded(run);
        List<Line> warnings = new AgentLog(run).level("WARN");
        assertThat(warnings).as("%s", run).hasSize(WRONG.size());
        assertThat(warnings).allSatisfy(line -> {
            assertThat(line.text()).startsWith("option-invalid ");
            assertThat(line.values())
                    .containsEntry("value", WRONG.get(line.values().get("key")));
            assertThat(line.values()).containsKeys("expected", "using");
        });
        assertThat(warnings)
                .extracting(line -> line.values().get("key"))
                .containsExactlyInAnyOrderElementsOf(WRONG.keySet());
    }

    @OnEveryJdk
    void unknownKeys_areReportedOnceEachWithTheNearestKnown(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.stat.intervall", "1s")
                .set("phandoff.pool.include", "*")
                .run(Hello.class);
        Runs.assertEnded(run);
        assertThat(new AgentLog(run).level("WARN"))
                .as("%s", run)
                .extracting(Line::text)
                .containsExactlyInAnyOrder(
                        "option-unknown key=phandoff.stat.intervall nearest=phandoff.stats.interval source=system-property",
                        "option-unknown key=phandoff.pool.include nearest=phandoff.pools.include source=system-property");
    }

    @OnEveryJdk
    void excludedPool_isNotManaged(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.pools.exclude", "pool-*")
                .run(Hello.class);
        Runs.assertEnded(run);
        assertThat(new AgentLog(run).starting("SUMMARY ").get(0).number("tasks"))
                .as("%s", run)
                .isZero();
    }
}
