// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command has answered: a file beside the request, always whole.
 *
 * @param done whether it was done
 * @param number counts the answers to one request, from 1 on
 * @param text for the one who asked, without a last line end
 */
public record Reply(boolean done, long number, String text) {
    /** The file's name. */
    public static final String FILE = "reply";

    /** Its name while it is being written. */
    public static final String PART = "reply.part";

    private static final String DONE = "done";
    private static final String REFUSED = "refused";
    private static final Pattern HEAD = Pattern.compile("(" + DONE + "|" + REFUSED + ") ([0-9]{1,18})\n");
    /** A dump of a hundred thousand workers has about as many. */
    private static final int MOST_BYTES = 1 << 24;

    static Reply done(String text) {
        return new Reply(true, 1, text);
    }

    static Reply refused(String text) {
        return new Reply(false, 1, text);
    }

    void write(Path directory) throws IOException {
        MailFile.checkDirectory(directory);
        Path part = MailFile.write(directory.resolve(PART), (done ? DONE : REFUSED) + " " + number + "\n" + text);
        Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The answer in a directory that nobody else can write to, null if there is none. */
    public static Reply read(Path directory) throws IOException {
        String text;
        try {
            text = MailFile.read(directory.resolve(FILE), MOST_BYTES);
        } catch (NoSuchFileException e) {
            return null;
        }
        Matcher matcher = HEAD.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IOException("not an answer: path=" + directory.resolve(FILE) + " (expected: one of the agent's)");
        }
        boolean done = matcher.group(1).equals(DONE);
        return new Reply(done, Long.parseLong(matcher.group(2)), text.substring(matcher.end()));
    }
}
