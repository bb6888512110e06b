// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phandoff.agent.command.Reply;
import io.phandoff.agent.command.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner of the inner directory, who may be anybody, cannot make the caller, who may be root, do. */
class MailboxTest {
    private static final int NOBODY = 65_534;
    private static final Request REQUEST = new Request("1.2", 34, "dump", List.of());

    @TempDir
    Path elsewhere;

    private static void reply(Mailbox mailbox, String text) throws IOException {
        Files.writeString(mailbox.box().resolve(Reply.FILE), text);
    }

    @Test
    void read_aReply_isGivenOnceAndNothingIsLeftWhenClosed() throws Exception {
        Path outer;
        try (Mailbox mailbox = Mailbox.make()) {
            mailbox.put(REQUEST, Uid.own());
            outer = mailbox.box().getParent();
            assertThat(mailbox.box()).isAbsolute();
            assertThat(mailbox.read()).isNull();
            reply(mailbox, "done 7\ntext");
            assertThat(mailbox.read()).isEqualTo(new Reply(true, 7, "text"));
            assertThat(mailbox.read()).isNull();
            reply(mailbox, "done 8\nnot read");
        }
        assertThat(outer).doesNotExist();
    }

    @Test
    void read_aLinkInThePlaceOfTheReply_isRefusedAndItsTargetStays() throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "done 1\nsecret");
        try (Mailbox mailbox = Mailbox.make()) {
            Files.createSymbolicLink(mailbox.box().resolve(Reply.FILE), secret);
            assertThatThrownBy(mailbox::read)
                    .hasMessageStartingWith("not a file: path=")
                    .hasMessageEndingWith("(expected: a regular one)");
        }
        assertThat(secret).exists();
    }

    @Test
    void read_aPipeThatNobodyWritesTo_isRefusedAtOnce() throws Exception {
        try (Mailbox mailbox = Mailbox.make()) {
            Path pipe = mailbox.box().resolve(Reply.FILE);
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertThatThrownBy(mailbox::read).hasMessageStartingWith("not a file: path=");
            });
        }
    }

    @Test
    void read_tooLongOrNoAnswer_isRefused() throws Exception {
        try (Mailbox mailbox = Mailbox.make()) {
            reply(mailbox, "done");
            assertThatThrownBy(mailbox::read).hasMessageStartingWith("not an answer: path=");
            reply(mailbox, "done 1\n" + "x".repeat(1 << 24));
            assertThatThrownBy(mailbox::read).hasMessageStartingWith("too long: path=");
        }
    }

    @Test
    void close_filesOfOthers_stay() throws Exception {
        Path victim = Files.writeString(elsewhere.resolve("victim"), "");
        Mailbox mailbox = Mailbox.make();
        mailbox.put(REQUEST, Uid.own());
        Path other = Files.writeString(mailbox.box().resolve("other"), "");
        Files.createSymbolicLink(mailbox.box().resolve(Reply.PART), victim);
        mailbox.close();
        assertThat(other).exists();
        assertThat(victim).exists();
        assertThat(mailbox.box().resolve(Reply.PART)).doesNotExist();
        Files.delete(other);
        mailbox.close();
        assertThat(mailbox.box().getParent()).doesNotExist();
    }

    /** In a directory with the sticky bit, as /tmp, only its owner can rename or replace one. */
    @Test
    void put_forAnotherUser_onlyTheInnerDirectoryIsHis() throws Exception {
        assumeTrue(Uid.own() == 0, "root only");
        try (Mailbox mailbox = Mailbox.make()) {
            Path outer = mailbox.box().getParent();
            mailbox.put(REQUEST, NOBODY);
            assertThat(uid(outer)).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outer)))
                    .isEqualTo("rwx--x--x");
            assertThat(uid(mailbox.box())).isEqualTo(NOBODY);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mailbox.box())))
                    .isEqualTo("rwx------");
            assertThat(uid(mailbox.box().resolve(Request.FILE))).isEqualTo(NOBODY);
        }
    }

    private static int uid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void put_forAnotherUserWithoutBeingRoot_saysWhatIsExpected() throws Exception {
        assumeTrue(Uid.own() > 0, "not for root");
        try (Mailbox mailbox = Mailbox.make()) {
            assertThatThrownBy(() -> mailbox.put(REQUEST, 0))
                    .isInstanceOf(FailedException.class)
                    .hasMessageStartingWith("cannot give the request to the process's user: uid=0 cause=");
        }
    }

    @Test
    void effectiveUid_linesOfTheKernel_isTheSecond() {
        assertThat(Uid.effective(List.of("Name:\tjava", "Uid:\t1000\t1001\t1002\t1003")))
                .isEqualTo(1001);
        assertThat(Uid.effective(List.of("Name:\tjava"))).isEqualTo(Uid.UNKNOWN);
    }
}
