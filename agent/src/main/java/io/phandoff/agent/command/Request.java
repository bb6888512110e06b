// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command on its way into another JVM: a file in a directory that only its user can enter. The arguments of an attach, which
 * name the directory, are limited to a kilobyte.
 *
 * @param version of the agent whose command line asks
 * @param asker its process, 0 if unknown
 * @param command what to do
 * @param arguments with what
 */
public record Request(String version, long asker, String command, List<String> arguments) {
    /** Raised when the files change their meaning; a refusal is understood by every version. */
    static final String PROTOCOL = "phandoff-command 1";

    /** The file's name. */
    public static final String FILE = "request";

    private static final int HEADER = 4;
    private static final int MOST_BYTES = 1 << 20;

    /** Copies the list. */
    public Request {
        arguments = List.copyOf(arguments);
    }

    /** Writes it. */
    public Path write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(List.of(PROTOCOL, version, Long.toString(asker), command));
        for (String argument : arguments) {
            lines.add(argument.replace('\n', ' ').replace('\r', ' '));
        }
        return MailFile.write(directory.resolve(FILE), String.join("\n", lines) + "\n");
    }

    /** Reads it; throws IOException if it is not one, or one of another protocol. */
    static Request read(Path directory) throws IOException {
        MailFile.checkDirectory(directory);
        List<String> lines =
                MailFile.read(directory.resolve(FILE), MOST_BYTES).lines().toList();
        if (lines.size() < HEADER || !lines.get(0).equals(PROTOCOL)) {
            throw new IOException("not a command: first-line=" + (lines.isEmpty() ? "" : lines.get(0)) + " (expected: "
                    + PROTOCOL + ", of a command line of the agent's own version)");
        }
        return new Request(
                lines.get(1), Long.parseLong(lines.get(2)), lines.get(HEADER - 1), lines.subList(HEADER, lines.size()));
    }
}
