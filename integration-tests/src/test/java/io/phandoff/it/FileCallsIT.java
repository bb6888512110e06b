// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.FileCalls;

/** Files by way of java.nio pass through the runtime, looking at them and closing them only when asked for. */
class FileCallsIT {

    @OnEveryJdk
    void nioFiles_ofManagedWorker_areCounted(JavaHome home) throws InterruptedException {
        AgentLog log = run(home, "");

        assertThat(log.calls("file-open")).as("%s", log.all()).isGreaterThanOrEqualTo(2);
        assertThat(log.calls("file-copy")).as("%s", log.all()).isEqualTo(1);
        assertThat(log.calls("file-sync")).as("%s", log.all()).isEqualTo(2);
        assertThat(log.calls("file-metadata")).as("%s", log.all()).isZero();
        assertThat(log.calls("close")).as("%s", log.all()).isZero();
    }

    @OnEveryJdk
    void extraHooks_askedFor_areCounted(JavaHome home) throws InterruptedException {
        AgentLog log = run(home, "file-metadata, close");

        assertThat(log.calls("file-metadata")).as("%s", log.all()).isPositive();
        assertThat(log.calls("close")).as("%s", log.all()).isPositive();
    }

    private static AgentLog run(JavaHome home, String extras) throws InterruptedException {
        JvmRun run =
                AgentJvm.on(home).agent().set("phandoff.hooks.extra", extras).run(FileCalls.class);
        Runs.assertPrinted(run, "exists=true");
        return new AgentLog(run);
    }
}
