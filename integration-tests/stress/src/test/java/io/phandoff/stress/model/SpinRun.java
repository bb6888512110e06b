// SPDX-License-Identifier: Apache-2.0
package io.phandoff.stress.model;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of Spin over the model, in a directory of its own: spin writes a verifier, gcc compiles it, it runs. */
final class SpinRun {
    private static final Path MODEL = Path.of("src", "test", "model", "handoff.pml");
    private static final long LIMIT_SECONDS = 900;
    private static final String MEGABYTES = "3000";

    private final Path directory;

    SpinRun(Path directory) {
        this.directory = directory;
    }

    /** Whether a program can be started. */
    static boolean installed(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return waitFor(process, 60);
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /**
     * Searches all states for failed assertions and deadlocks; returns what the verifier said.
     *
     * @param optimize for a long search: to compile takes longer than a short search does
     */
    String verify(List<String> defines, boolean optimize) {
        compile(defines, "-DSAFETY", optimize ? "-O2" : "-O0");
        return run("./pan", "-m3000000", "-w24");
    }

    /** Searches all states for cycles. */
    String verifyProgress(List<String> defines) {
        compile(defines, "-DNP", "-O0");
        return run("./pan", "-l", "-m1000000");
    }

    /** Searches for an error that is no deeper than a number of steps: a bound finds it sooner. */
    String findError(List<String> defines, int depth) {
        compile(defines, "-DSAFETY", "-O0");
        return run("./pan", "-m" + depth, "-w22");
    }

    private void compile(List<String> defines, String search, String optimization) {
        List<String> spin = new ArrayList<>(List.of("spin", "-a"));
        spin.addAll(defines);
        spin.add(MODEL.toAbsolutePath().toString());
        run(spin.toArray(new String[0]));
        run("gcc", optimization, "-w", search, "-DMEMLIM=" + MEGABYTES, "-DVECTORSZ=2048", "-o", "pan", "pan.c");
    }

    /** Runs a program to its end; what it wrote, which the error names if it fails. */
    private String run(String... command) {
        File output = directory.resolve("output").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            boolean ended = waitFor(process, LIMIT_SECONDS);
            String said = Files.readString(output.toPath());
            if (!ended) {
                throw new AssertionError(
                        "too slow or failed: command=" + String.join(" ", command) + " output=" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it ended well in time; kills it otherwise. */
    private static boolean waitFor(Process process, long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
