// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line's {@code report recording.jfr -o report.html --trace out.json}. */
public final class Report {
    /** How it is called. */
    public static final String USAGE = "report <recording.jfr> [-o <report.html>] [--trace <out.json>]";

    private static final int WRONG_USAGE = 2;

    private Path recording;
    private Path page;
    private Path trace;
    private final List<Path> begun = new ArrayList<>();

    private Report() {}

    /**
     * Reads a recording and writes what was asked for: a page if nothing is said, beside the recording.
     *
     * @param args what follows the command's name; not null
     * @param out where to say what was written; not null
     * @param err where to say what is wrong; not null
     * @return the exit code: 0, 1 if a file could not be read or written, 2 if the arguments are wrong
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Report report = new Report();
        String wrong = report.parse(args);
        if (wrong != null) {
            err.println(wrong);
            err.println("usage: " + USAGE);
            return WRONG_USAGE;
        }
        try {
            report.write(out);
            return 0;
        } catch (IOException | UncheckedIOException e) {
            err.println("report failed: " + e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
        } catch (LinkageError e) {
            err.println("this Java has no module jdk.jfr, which reads recordings: " + e);
        }
        return 1;
    }

    private String parse(String[] args) {
        for (int i = 0; i < args.length; i++) {
            boolean output = args[i].equals("-o") || args[i].equals("--trace");
            if (output && i + 1 == args.length) {
                return "file missing: option=" + args[i] + " (expected: a file after it)";
            } else if (args[i].equals("-o")) {
                page = Path.of(args[++i]);
            } else if (output) {
                trace = Path.of(args[++i]);
            } else if (args[i].startsWith("-")) {
                return "unknown option: option=" + args[i] + " (expected: -o or --trace)";
            } else if (recording != null) {
                return "too many files: file=" + args[i] + " (expected: one recording)";
            } else {
                recording = Path.of(args[i]);
            }
        }
        if (recording == null) {
            return "no recording (expected: a file of Flight Recorder)";
        }
        if (page == null && trace == null) {
            page = recording.resolveSibling(recording.getFileName().toString().replaceFirst("\\.jfr$", "") + ".html");
        }
        for (Path output : new Path[] {page, trace}) {
            if (output != null && isSame(output, recording)) {
                return "same file: file=" + output + " (expected: another than the recording)";
            }
        }
        return page != null && trace != null && isSame(page, trace)
                ? "same file: file=" + trace + " (expected: another than the page)"
                : null;
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize()) || Files.isSameFile(a, b);
        } catch (IOException e) {
            return false; // one of them is not there
        }
    }

    private void write(PrintStream out) throws IOException {
        if (!Files.isReadable(recording)) {
            throw new IOException("cannot read: file=" + recording + " (expected: a file of Flight Recorder)");
        }
        boolean done = false;
        try {
            write();
            done = true;
        } finally {
            if (!done) {
                deleteBegun();
            }
        }
        say(out, page);
        say(out, trace);
    }

    private void write() throws IOException {
        Timeline timeline = new Timeline();
        if (trace == null) {
            RecordingReader.read(recording, timeline);
        } else {
            try (Writer writer = begin(trace);
                    TraceWriter events = new TraceWriter(writer)) {
                RecordingReader.read(recording, new Both(timeline, events));
            }
        }
        if (timeline.isEmpty()) {
            throw new IOException("no events of phandoff in the recording: file=" + recording
                    + " (expected: made by a JVM with the agent)");
        }
        if (page != null) {
            try (Writer writer = begin(page)) {
                HtmlPage.write(timeline, recording.getFileName().toString(), writer);
            }
        }
    }

    private Writer begin(Path file) throws IOException {
        Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        begun.add(file);
        return writer;
    }

    /** Half a page is none. A device stays. */
    private void deleteBegun() throws IOException {
        for (Path file : begun) {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        }
    }

    private static void say(PrintStream out, Path file) throws IOException {
        if (file != null) {
            out.println("wrote " + file + " (" + (Files.size(file) + 1023) / 1024 + " kB)");
        }
    }
}
