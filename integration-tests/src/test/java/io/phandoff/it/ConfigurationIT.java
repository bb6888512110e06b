// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Where options come from: each source alone, all together, and what is said of wrong ones. */
class ConfigurationIT {

    @OnEveryJdk
    void arguments_areOptions(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agentWith("procs=3,pools.exclude=a*,b*,phandoff.slice=5ms")
                .run(Hello.class);
        assertOptions(
                run,
                "phandoff.procs=3 (arguments) phandoff.pools.exclude=a*,b* (arguments) phandoff.slice=5ms (arguments)");
        assertThat(new AgentLog(run).only("started").values()).containsEntry("processors", "3");
    }

    @OnEveryJdk
    void environment_hasOptions(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().variable("PHANDOFF_PROCS", "3").run(Hello.class);
        assertOptions(run, "phandoff.procs=3 (environment)");
    }

    @OnEveryJdk
    void allSources_highestWinsAndIsTold(JavaHome home, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("a.properties"), """
                # one for each rank
                phandoff.procs=3
                phandoff.slice=3ms
                phandoff.grow.grace=3ms
                phandoff.pools.db-*.grow=off
                """);
        JvmRun run = AgentJvm.on(home)
                .agentWith("procs=6")
                .set("phandoff.procs", "5")
                .set("phandoff.slice", "5ms")
                .variable("PHANDOFF_PROCS", "4")
                .variable("PHANDOFF_CONFIG", file.toString())
                .run(Hello.class);
        String at = "file:" + file + ":";
        assertOptions(
                run,
                "phandoff.config=" + file + " (environment)"
                        + " phandoff.procs=6 (arguments, over system-property, environment, " + at + "2)"
                        + " phandoff.grow.grace=3ms (" + at + "4)"
                        + " phandoff.slice=5ms (system-property, over " + at + "3)"
                        + " phandoff.pools.db-*.grow=off (" + at + "5)");
    }

    @OnEveryJdk
    void wrongOnes_areReportedWithTheirSource(JavaHome home, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("a.properties"), "phandoff.slices=1ms\n\nphandoff.slice=1\n");
        JvmRun run = AgentJvm.on(home)
                .agentWith("config=" + file + ",grow=maybe")
                .variable("PHANDOFF_STRICKT", "true")
                .variable("PHANDOFF_STRICT", "2")
                .run(Hello.class);
        Runs.assertEnded(run);
        assertThat(new AgentLog(run).level("WARN"))
                .as("%s", run)
                .extracting(Line::text)
                .containsExactlyInAnyOrder(
                        "option-invalid key=phandoff.grow value=\"maybe\" expected=\"true or false\" using=true"
                                + " source=arguments",
                        "option-invalid key=phandoff.strict value=\"2\" expected=\"true or false\" using=false"
                                + " source=environment",
                        "option-invalid key=phandoff.slice value=\"1\" expected=\"100us..10s\" using=10ms source=file:"
                                + file + ":3",
                        "option-unknown key=PHANDOFF_STRICKT nearest=PHANDOFF_STRICT source=environment",
                        "option-unknown key=phandoff.slices nearest=phandoff.slice source=file:" + file + ":1");
    }

    @OnEveryJdk
    void missingFile_isOneWarning(JavaHome home, @TempDir Path directory) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.config", directory.resolve("none").toString())
                .run(Hello.class);
        Runs.assertEnded(run);
        assertThat(new AgentLog(run).level("WARN"))
                .as("%s", run)
                .singleElement()
                .satisfies(line -> assertThat(line.text()).startsWith("config-unreadable file="));
    }

    @OnEveryJdk
    void disabledInAnySource_isSilentUnlessAHigherOneEnables(JavaHome home) throws InterruptedException {
        JvmRun arguments = AgentJvm.on(home).agentWith("enabled=false").run(Hello.class);
        JvmRun environment =
                AgentJvm.on(home).agent().variable("PHANDOFF_ENABLED", "false").run(Hello.class);
        JvmRun enabled = AgentJvm.on(home)
                .agentWith("enabled=true")
                .set("phandoff.enabled", "false")
                .run(Hello.class);
        assertThat(arguments.err()).as("%s", arguments).isEmpty();
        assertThat(environment.err()).as("%s", environment).isEmpty();
        new AgentLog(enabled).only("started");
    }

    private static void assertOptions(JvmRun run, String expected) {
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertThat(log.level("WARN")).as("%s", run).isEmpty();
        assertThat(log.only("started").values()).as("%s", run).containsEntry("options", expected);
    }
}
