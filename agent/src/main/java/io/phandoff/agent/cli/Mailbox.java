// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import io.phandoff.agent.command.Reply;
import io.phandoff.agent.command.Request;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory in which request and reply lie, gone when closed. The outer one is and stays this process's; the inner one, and the
 * request, are given to the other process's user if that is another one, as root may attach to everybody's. That user can do
 * what he likes in the inner one, but cannot put another in its place; so a file is taken out of it before it is looked at.
 */
final class Mailbox implements AutoCloseable {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] PRIVATE = permissions("rwx------");
    private static final int ATTEMPTS = 10;

    private final Path outer;
    private final Path box;

    private Mailbox(Path outer, Path box) {
        this.outer = outer;
        this.box = box;
    }

    private static FileAttribute<?>[] permissions(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    static Mailbox make() throws IOException {
        Path outer = Files.createTempDirectory("phandoff-", PRIVATE).toAbsolutePath();
        return new Mailbox(outer, Files.createDirectory(outer.resolve("box"), PRIVATE));
    }

    /** Where the other process looks for the request, and puts the reply. */
    Path box() {
        return box;
    }

    /** Puts a request in that the user with this number can read; nobody can do anything in the box before. */
    void put(Request request, int user) throws IOException, FailedException {
        Path file = request.write(box);
        if (user == Uid.UNKNOWN || user == Uid.own()) {
            return;
        }
        try {
            Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(box, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(outer, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new FailedException("cannot give the request to the process's user: uid=" + user + " cause="
                    + e.getMessage() + " (expected: a process of your own user, or to be root)");
        }
    }

    /** The newest answer that has not been read yet, null if there is none. */
    Reply read() throws IOException {
        try {
            Files.move(box.resolve(Reply.FILE), outer.resolve(Reply.FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return null;
        }
        return Reply.read(outer);
    }

    /** Deletes what the two processes have put in; if there is anything else, that and the directories stay. */
    @Override
    public void close() {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Files.deleteIfExists(box.resolve(Request.FILE));
                Files.deleteIfExists(box.resolve(Reply.PART));
                Files.deleteIfExists(box.resolve(Reply.FILE));
                Files.deleteIfExists(outer.resolve(Reply.FILE));
                Files.deleteIfExists(box);
                Files.deleteIfExists(outer);
                return;
            } catch (DirectoryNotEmptyException e) {
                Thread.onSpinWait(); // the other process has written in between
            } catch (IOException e) {
                return; // not ours any more
            }
        }
    }
}
