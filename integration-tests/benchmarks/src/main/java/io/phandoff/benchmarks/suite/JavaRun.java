// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.benchmarks.suite.program.Program;
import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.RunningJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cell in a JVM of its own. */
final class JavaRun {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final JavaHome home;
    private final Map<String, String> agentOptions;
    private final Optional<Path> agentJar;

    JavaRun(JavaHome home, Map<String, String> agentOptions) {
        this(home, agentOptions, Optional.empty());
    }

    /** With another agent than the one that was built. */
    JavaRun(JavaHome home, Map<String, String> agentOptions, Optional<Path> agentJar) {
        this.home = home;
        this.agentOptions = agentOptions;
        this.agentJar = agentJar;
    }

    /** A JVM for a cell, with the agent if it is to have it. */
    static AgentJvm jvm(JavaHome home, Cell cell, Map<String, String> agentOptions) {
        AgentJvm jvm = AgentJvm.on(home);
        return cell.agent() ? jvm.agent().setAll(agentOptions) : jvm;
    }

    /** Runs a program with these arguments, behind a command that starts it. */
    Figures run(Cell cell, List<String> arguments, List<String> prefix) throws InterruptedException {
        JvmRun run = jvm(cell).under(prefix).limit(LIMIT).run(Program.class, arguments.toArray(String[]::new));
        return figures(run.out()).orElseThrow(() -> new IllegalStateException("no figures: cell=" + cell + "\n" + run));
    }

    /** Starts a program; the caller closes it. */
    RunningJvm start(Cell cell, List<String> arguments) {
        return jvm(cell).start(Program.class, arguments.toArray(String[]::new));
    }

    private AgentJvm jvm(Cell cell) {
        AgentJvm jvm = agentJar.isPresent() && cell.agent()
                ? AgentJvm.on(home).agent(agentJar.get()).setAll(agentOptions)
                : jvm(home, cell, agentOptions);
        return jvm.wholeClassPath().set("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    /** From the line that the program prints at its end. */
    static Optional<Figures> figures(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(Figures.PREFIX))
                .findFirst()
                .map(line -> Figures.parse(line.substring(Figures.PREFIX.length())));
    }
}
