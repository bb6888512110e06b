// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.Sleepers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * HotSpot compiles the slow parts of the hooks once, and not again into each method that has a hook: it honours the annotation
 * that the build puts in the jar.
 */
class CompiledOnceIT {

    /** What a compiler says of a call in the method that it compiles. */
    private static final Pattern CALL =
            Pattern.compile("@ \\d+ +io\\.phandoff\\.runtime\\.(BlockingCalls::(enterHard|enterSoft|exit)"
                    + "|TaskBoundary::(fetchBegin|fetchEnd)) ");

    @OnEveryJdk
    void hooks_inCompiledCallers_areCalledAndNotInlined(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .flag("-Xcomp") // each method when it is first called
                .flag("-XX:TieredStopAtLevel=1")
                .flag("-XX:+UnlockDiagnosticVMOptions")
                .flag("-XX:+PrintCompilation")
                .flag("-XX:+PrintInlining")
                .run(Sleepers.class, "fixed", "2", "20", "1");
        Runs.assertEnded(run);

        List<String> calls =
                run.out().stream().filter(line -> CALL.matcher(line).find()).toList();
        assertThat(calls).hasSizeGreaterThan(5).allMatch(line -> line.contains("inline by annotation"));
    }
}
