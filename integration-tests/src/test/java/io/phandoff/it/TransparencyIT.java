// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.Exits;
import io.phandoff.it.apps.PoolSemantics;
import io.phandoff.it.apps.TaskSemantics;

/** Standard output, the program's own standard error and the exit code are the same with and without the agent. */
class TransparencyIT {

    @OnEveryJdk
    void taskSemantics_withAgent_areTheSame(JavaHome home) throws InterruptedException {
        assertSame(home, TaskSemantics.class);
    }

    @OnEveryJdk
    void poolSemantics_withAgent_areTheSame(JavaHome home) throws InterruptedException {
        assertSame(home, PoolSemantics.class);
    }

    @OnEveryJdk
    void exits_withAgent_areTheSame(JavaHome home) throws InterruptedException {
        assertThat(assertSame(home, Exits.class, "normal")).isZero();
        assertThat(assertSame(home, Exits.class, "exit")).isEqualTo(3);
        assertThat(assertSame(home, Exits.class, "exit-in-task")).isEqualTo(3);
        assertThat(assertSame(home, Exits.class, "halt")).isEqualTo(3);
        assertThat(assertSame(home, Exits.class, "throw")).isEqualTo(1);
    }

    private static int assertSame(JavaHome home, Class<?> program, String... args) throws InterruptedException {
        JvmRun without = AgentJvm.on(home).run(program, args);
        JvmRun with = AgentJvm.on(home).agent().run(program, args);
        assertThat(with.timedOut()).as("killed: %s", with).isFalse();
        assertThat(with.out()).as("standard output of %s", with).isEqualTo(without.out());
        assertThat(with.otherErr()).as("standard error of %s", with).isEqualTo(without.otherErr());
        assertThat(with.exitCode()).as("exit code of %s", with).isEqualTo(without.exitCode());
        Runs.assertNoFailure(with);
        return with.exitCode();
    }
}
