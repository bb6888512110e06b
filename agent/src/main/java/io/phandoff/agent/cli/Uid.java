// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The user as whom a process acts, by number. From {@code status} and not from the owner of {@code /proc/<pid>}: that is root for a
 * process which may not be dumped, whoever's it is.
 */
final class Uid {
    /** Of a process that cannot be looked at, or not on Linux. */
    static final int UNKNOWN = -1;

    private static final String LINE = "Uid:";

    private Uid() {}

    static int own() {
        return of(Path.of("/proc/self/status"));
    }

    static int of(long pid) {
        return of(Path.of("/proc", Long.toString(pid), "status"));
    }

    private static int of(Path status) {
        try {
            return Files.isReadable(status)
                    ? effective(Files.readAllLines(status, StandardCharsets.ISO_8859_1))
                    : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** The second of the four numbers: real, effective, saved, of the file system. */
    static int effective(List<String> status) {
        for (String line : status) {
            if (line.startsWith(LINE)) {
                String[] numbers = line.substring(LINE.length()).trim().split("\\s+", -1);
                return numbers.length < 2 ? UNKNOWN : Integer.parseUnsignedInt(numbers[1]);
            }
        }
        return UNKNOWN;
    }
}
