// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Go's side: the program in {@code src/main/go}, built here, run once a measurement. */
final class GoProgram {

    private static final Path DEBIAN = Path.of("/usr/lib/go-1.19/bin/go");
    private static final long BUILD_SECONDS = 180;
    private static final long RUN_SECONDS = 30;

    private final Path program;
    private final Path output;

    private GoProgram(Path program, Path output) {
        this.program = program;
        this.output = output;
    }

    /** Builds it; empty, and a line says why, if there is no Go or it does not build. */
    static Optional<GoProgram> build(Path sources, Path work) throws IOException, InterruptedException {
        Optional<Path> go = find();
        if (go.isEmpty()) {
            System.out.println("Go is not installed (Debian: golang-1.19-go): only our figures");
            return Optional.empty();
        }
        Path program = work.resolve("go-benchmarks");
        Path output = work.resolve("go.log");
        List<String> command = List.of(go.get().toString(), "build", "-o", program.toString(), ".");
        if (!run(command, sources, output, BUILD_SECONDS)) {
            System.out.println("Go's program does not build: only our figures; " + Files.readString(output));
            return Optional.empty();
        }
        if (run(List.of(go.get().toString(), "version"), sources, output, RUN_SECONDS)) {
            System.out.print("beside " + Files.readString(output));
        }
        return Optional.of(new GoProgram(program, output));
    }

    /** The one version whose inside the program knows all of goes before whatever is on the path. */
    private static Optional<Path> find() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "go"));
        return Stream.concat(Stream.of(DEBIAN), path)
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs one benchmark; null if it failed. */
    Measured measure(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        if (!run(command, program.getParent(), output, RUN_SECONDS)) {
            return null;
        }
        String[] figures = Files.readString(output).strip().split(" ", -1);
        return new Measured(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.NaN, 0);
    }

    private static boolean run(List<String> command, Path directory, Path output, long seconds)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile());
        builder.environment().put("GOPROXY", "off");
        builder.environment().put("GOTOOLCHAIN", "local");
        builder.environment().remove("GODEBUG");
        builder.environment().remove("GOMAXPROCS");
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return false;
            }
            return process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
