// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Files of which another user may have made anything: a link to somebody's file, a pipe that nobody writes to, gigabytes. One of the
 * two sides may be root.
 */
final class MailFile {
    private MailFile() {}

    /**
     * The text of a regular file.
     *
     * @param limit most bytes that it may have
     * @throws IOException if it cannot be read, or is not what it should be
     */
    static String read(Path file, int limit) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException("not a file: path=" + file + " (expected: a regular one)");
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() > limit) {
                throw new IOException("too long: path=" + file + " (expected: at most " + limit + " bytes)");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full, or the file has become shorter
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }

    /** Writes a file that was not there before; what bears its name is deleted, and never followed. */
    static Path write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        return Files.writeString(
                file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Throws IOException unless it is a directory in which nobody but its owner can put anything. */
    static void checkDirectory(Path directory) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return; // not a system where it says much
        }
        PosixFileAttributes attributes = view.readAttributes();
        if (!attributes.isDirectory()
                || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(
                    "not a mailbox: path=" + directory + " (expected: a directory that only its owner can write to)");
        }
    }
}
