// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes and their streams. */
final class Processes {
    private Processes() {}

    static List<Row> rows(Workshop workshop) {
        return List.of(
                row("ProcessBuilder.start", () -> starting(workshop)),
                row("Process.waitFor()", () -> with("sleep", Process::waitFor)),
                row(
                        "Process.waitFor(long, TimeUnit)",
                        () -> with("sleep", process -> process.waitFor(MILLIS, TimeUnit.MILLISECONDS))),
                row(
                        "Process.onExit().get()",
                        () -> with("sleep", process -> process.onExit().get())),
                row(
                        "ProcessHandle.onExit().get()",
                        () -> with(
                                "sleep", process -> process.toHandle().onExit().get())),
                row("Process.getInputStream().read", () -> {
                    Process process = new ProcessBuilder("cat").start();
                    InputStream in = process.getInputStream();
                    return Call.of(in::read, () -> {
                                OutputStream out = process.getOutputStream();
                                out.write('a');
                                out.flush();
                            })
                            .closing(process::destroyForcibly);
                }),
                row(
                        "Process.getErrorStream().read",
                        () -> with("sleep", process -> process.getErrorStream().read())),
                row(
                        "Process.getOutputStream().write",
                        () -> with("sleep", process -> process.getOutputStream()
                                .write(new byte[2 * OtherChannels.PIPE_CAPACITY]))));
    }

    private static Call with(String program, Fifos.Use<Process> use) throws IOException {
        Process process = new ProcessBuilder(program, "60").start();
        return Call.of(() -> use.of(process), process::destroyForcibly);
    }

    /** A start that is slow: it opens the FIFO that is to be the child's standard input itself. */
    private static Call starting(Workshop workshop) throws Exception {
        Path fifo = workshop.fifo("open");
        ProcessBuilder builder = new ProcessBuilder("true").redirectInput(fifo.toFile());
        return Call.of(() -> builder.start().waitFor(), () -> new FileOutputStream(fifo.toFile()).close());
    }
}
