// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.SlowTransformer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;

/** A worker that loads a class is inside the transformers of all agents, under a lock: it is not gated there. */
class TransformerIT {
    @TempDir
    private Path directory;

    @OnEveryJdk
    void sleepInATransformer_isNoCall(JavaHome home) throws Exception {
        JvmRun inside = run(home);
        JvmRun outside = run(home, "outside");

        assertThat(inside.out()).as("%s", inside).containsExactly("transformed", "loaded=true", "ended=true");
        long counted = new AgentLog(outside).calls("sleep") - new AgentLog(inside).calls("sleep");
        assertThat(counted)
                .as("sleeps that only one of %s and %s counts", outside, inside)
                .isEqualTo(3);
    }

    private JvmRun run(JavaHome home, String... args) throws IOException, InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .agent(secondAgent())
                .set("phandoff.procs", "1")
                .set("phandoff.strict", "true")
                .run(SlowTransformer.class, args);
        Runs.assertEnded(run);
        Runs.assertNoFailure(run);
        return run;
    }

    /** A jar with nothing but a manifest: its class is on the class path. */
    private Path secondAgent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", SlowTransformer.class.getName());
        Path jar = directory.resolve("second-agent.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream closing = new JarOutputStream(out, manifest)) {
            closing.finish();
        }
        return jar;
    }
}
