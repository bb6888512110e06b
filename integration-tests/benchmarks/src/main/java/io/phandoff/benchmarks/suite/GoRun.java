// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.go.GoTool;
import io.phandoff.benchmarks.suite.program.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cell as a Go program, which takes the same arguments and prints the same line; built when it is first needed. */
final class GoRun {

    private static final List<String> SOURCES =
            List.of("go.mod", "main.go", "load.go", "work.go", "tally.go", "process.go");
    private static final long RUN_SECONDS = 120;

    private Optional<GoTool> go = Optional.empty();
    private Path directory; // null until it has been looked for

    /** Runs it behind a command that starts it; empty if there is no Go, and a line says so once. */
    Optional<Figures> run(List<String> arguments, List<String> prefix) throws InterruptedException {
        try {
            if (directory == null) {
                go = build();
            }
            return go.isPresent() ? Optional.of(measure(go.get(), arguments, prefix)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<GoTool> build() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("phandoff-go");
        directory.toFile().deleteOnExit();
        for (String name : SOURCES) {
            try (InputStream source = GoRun.class.getResourceAsStream("go/" + name)) {
                Files.copy(source, file(name));
            }
        }
        return GoTool.build(directory, file("suite"), file("log"));
    }

    private Path file(String name) {
        Path file = directory.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    private static Figures measure(GoTool tool, List<String> arguments, List<String> prefix)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(tool.program().toString());
        command.addAll(arguments);
        boolean ended = tool.run(command, RUN_SECONDS);
        List<String> output = Files.readAllLines(tool.output());
        return JavaRun.figures(ended ? output : List.of())
                .orElseThrow(() -> new IllegalStateException("Go failed: command=" + command + "\n" + output));
    }
}
