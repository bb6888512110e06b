// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreparedTest {
    private static final File JAR = new File("a.jar");

    @Test
    void command_options_areThoseOfTheCommandLine() {
        List<String> command = Prepared.command(
                JAR,
                List.of("c", "hooks.extra=close,procs=2"),
                Map.of("phandoff.threads.include", "a*", "phandoff.enabled", "false", "user.name", "x"));

        assertThat(command)
                .contains(
                        "-Dphandoff.threads.include=a*",
                        "-javaagent:a.jar=hooks.extra=close,procs=2",
                        "-Dio.phandoff.prepare=" + Path.of("c").toAbsolutePath())
                .doesNotContain("-Dphandoff.enabled=false", "-Duser.name=x");
    }

    @Test
    void command_noOptions_hasNoArguments() {
        assertThat(Prepared.command(JAR, List.of("c"), Map.of())).contains("-javaagent:a.jar");
    }
}
