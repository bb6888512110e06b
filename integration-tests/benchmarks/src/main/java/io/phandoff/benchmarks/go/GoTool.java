// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.go;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that Go has built.
 *
 * @param program to run
 * @param output where what the last run printed goes
 */
public record GoTool(Path program, Path output) {

    private static final Path DEBIAN = Path.of("/usr/lib/go-1.19/bin/go");
    private static final long BUILD_SECONDS = 180;
    private static final long VERSION_SECONDS = 30;

    /** Builds it; empty, and a line says why, if there is no Go or it does not build. */
    public static Optional<GoTool> build(Path sources, Path program, Path output)
            throws IOException, InterruptedException {
        Optional<Path> go = find();
        if (go.isEmpty()) {
            System.out.println("Go is not installed (Debian: golang-1.19-go): only our figures");
            return Optional.empty();
        }
        List<String> command = List.of(go.get().toString(), "build", "-o", program.toString(), ".");
        if (!run(command, sources, output, BUILD_SECONDS)) {
            System.out.println("Go's program does not build: only our figures; " + Files.readString(output));
            return Optional.empty();
        }
        if (run(List.of(go.get().toString(), "version"), sources, output, VERSION_SECONDS)) {
            System.out.print("beside " + Files.readString(output));
        }
        return Optional.of(new GoTool(program, output));
    }

    /** The one version whose inside the program of {@code compare} knows all of goes before whatever is on the path. */
    private static Optional<Path> find() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "go"));
        return Stream.concat(Stream.of(DEBIAN), path)
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a command that holds the program; whether it ended well and in time. */
    public boolean run(List<String> command, long seconds) throws IOException, InterruptedException {
        return run(command, program.getParent(), output, seconds);
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
