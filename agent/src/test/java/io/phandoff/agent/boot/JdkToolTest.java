// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.jcmd/sun.tools.jcmd.JCmd 123 Thread.print",
                "java.base/sun.security.tools.keytool.Main -list",
                "jdk.compiler/com.sun.tools.javac.Main A.java",
                "jdk.jartool/sun.tools.jar.Main",
                "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider",
                "jdk.jshell.execution.RemoteExecutionControl 40000"
            })
    void isCommand_toolOfTheJdk_isTrue(String command) {
        assertThat(JdkTool.isCommand(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.Main jdk.jcmd/x",
                "com.example/com.example.Main",
                "program.jar sun.tools.X",
                "sun.jar",
                "/opt/jdk.app/server.jar --port 80",
                "com.sun.enterprise.Main",
                ""
            })
    void isCommand_program_isFalse(String command) {
        assertThat(JdkTool.isCommand(command)).isFalse();
    }

    @Test
    void isCommand_unknown_isFalse() {
        assertThat(JdkTool.isCommand(null)).isFalse();
    }
}
