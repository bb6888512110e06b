// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a process is one to attach to. That means to send it a signal, SIGQUIT, which ends a process that does not expect it, makes a
 * JVM that does not let itself be attached to print all its threads, and waits for one that is stopped. Newer JDKs look for
 * some of that themselves. Where there is no {@code /proc}, or it is not readable, nothing is known and all may be.
 */
final class JvmCheck {
    private static final String CAUGHT = "SigCgt:";
    private static final String STATE = "State:";
    private static final String FORBIDDEN = "-XX:+DisableAttachMechanism";
    private static final String ALLOWED = "-XX:-DisableAttachMechanism";
    private static final int HEX = 16;
    private static final long QUIT = 1L << 2;

    private JvmCheck() {}

    static void check(long pid) throws FailedException {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new FailedException("no such process: pid=" + pid + " (expected: one that list prints)");
        }
        String obstacle = obstacle(pid);
        if (obstacle != null) {
            throw new FailedException(obstacle);
        }
    }

    private static String obstacle(long pid) throws FailedException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = status(process, pid);
        if (!catchesQuit(status)) {
            return "not a JVM: pid=" + pid + " (expected: one that list prints, without -Xrs)";
        }
        if (isStopped(status)) {
            return "the process is stopped: pid=" + pid + " (expected: one that runs; SIGCONT lets it go on)";
        }
        if (forbidsAttach(process)) {
            return "the JVM lets nobody attach: pid=" + pid + " flag=" + FORBIDDEN + " (expected: one without)";
        }
        return null;
    }

    private static List<String> status(Path process, long pid) throws FailedException {
        Path status = process.resolve("status");
        try {
            return Files.isReadable(status) ? Files.readAllLines(status, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            throw new FailedException("no such process: pid=" + pid + " (expected: one that list prints)");
        }
    }

    /** Whether the process has a handler for SIGQUIT; true if the lines do not tell. */
    static boolean catchesQuit(List<String> status) {
        String mask = value(status, CAUGHT);
        return mask == null || (Long.parseUnsignedLong(mask, HEX) & QUIT) != 0;
    }

    /** Whether the process was stopped by a signal or a debugger; false if the lines do not tell. */
    static boolean isStopped(List<String> status) {
        String state = value(status, STATE);
        return state != null && (state.startsWith("T") || state.startsWith("t"));
    }

    private static String value(List<String> status, String name) {
        for (String line : status) {
            if (line.startsWith(name)) {
                return line.substring(name.length()).trim();
            }
        }
        return null;
    }

    private static boolean forbidsAttach(Path process) {
        try {
            Path line = process.resolve("cmdline");
            return Files.isReadable(line) && forbidsAttach(Files.readString(line, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the words of a command line, each ended by a zero, have the flag; the last one counts. */
    static boolean forbidsAttach(String commandLine) {
        List<String> words = List.of(commandLine.split("\0", -1));
        return words.lastIndexOf(FORBIDDEN) > words.lastIndexOf(ALLOWED);
    }
}
