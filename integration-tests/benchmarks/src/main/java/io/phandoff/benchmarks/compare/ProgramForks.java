// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our side where JMH is of no use: programs that print their figures in one line. */
final class ProgramForks {

    private ProgramForks() {}

    /** Runs a program of this class path; null if it failed, its log then says why. */
    static Measured measure(Row.ProgramRun run, Path log) throws IOException, InterruptedException {
        AgentJvm jvm = AgentJvm.on(JavaHome.running()).under(run.under());
        CompiledOnce.flags().forEach(jvm::flag);
        JvmRun done = jvm.wholeClassPath().run(run.main(), run.arguments().toArray(String[]::new));
        Files.writeString(log, done.toString());
        if (done.timedOut() || done.exitCode() != 0) {
            return null;
        }
        String[] figures = done.out().get(0).split(" ", -1);
        return new Measured(
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]), 0);
    }
}
