// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.benchmarks.go.GoTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Go's side: the program in {@code src/main/go}, built here, run once a measurement. */
final class GoProgram {

    private static final long RUN_SECONDS = 30;

    private final GoTool tool;

    private GoProgram(GoTool tool) {
        this.tool = tool;
    }

    /** Builds it; empty, and a line says why, if there is no Go or it does not build. */
    static Optional<GoProgram> build(Path sources, Path work) throws IOException, InterruptedException {
        return GoTool.build(sources, work.resolve("go-benchmarks"), work.resolve("go.log"))
                .map(GoProgram::new);
    }

    /** Runs one benchmark, under a command; null if it failed. */
    Measured measure(List<String> under, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(under);
        command.add(tool.program().toString());
        command.addAll(arguments);
        if (!tool.run(command, RUN_SECONDS)) {
            return null;
        }
        String[] figures = Files.readString(tool.output()).strip().split(" ", -1);
        return new Measured(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.NaN, 0);
    }
}
