// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import io.phandoff.agent.command.Printable;
import io.phandoff.agent.command.Reply;
import io.phandoff.agent.command.Request;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands for another process. */
final class Remote {
    private static final long POLL_MILLIS = 50;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final File jar;
    private final String version;
    private final PrintStream out;

    Remote(File jar, String version, PrintStream out) {
        this.jar = jar;
        this.version = version;
        this.out = out;
    }

    void run(Arguments arguments) throws FailedException, IOException, InterruptedException {
        boolean watch = arguments.rest().contains(Arguments.WATCH);
        try (Attached jvm = Attached.to(arguments.pid());
                Mailbox mailbox = Mailbox.make()) {
            check(arguments, jvm.agentVersion());
            long own = ProcessHandle.current().pid();
            String command = watch ? "watch" : arguments.command();
            List<String> rest = watch ? List.of() : arguments.rest();
            Reply reply = jvm.send(jar, mailbox, new Request(version, own, command, rest));
            print(reply);
            if (watch) {
                watch(mailbox, arguments.pid());
            }
        }
    }

    private void check(Arguments arguments, String there) throws FailedException {
        if (there != null && !there.equals(version)) {
            throw new FailedException("another version of the agent is in that process: pid=" + arguments.pid()
                    + " version=" + there + " (expected: " + version + ", that of this jar)");
        }
        if (there == null && !arguments.command().equals("attach")) {
            throw new FailedException(
                    "the agent does not run in that process: pid=" + arguments.pid() + " (expected: attach first)");
        }
    }

    private void print(Reply reply) throws FailedException {
        if (!reply.done()) {
            throw new FailedException(reply.text());
        }
        out.println(Printable.lines(reply.text()));
        out.flush();
    }

    /** Prints each answer until the other process ends, or this one is stopped. */
    private void watch(Mailbox mailbox, long pid) throws FailedException, IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(mailbox::close));
        long last = 1;
        long since = System.nanoTime();
        while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            Reply reply = mailbox.read();
            if (reply != null && reply.number() > last) {
                last = reply.number();
                since = System.nanoTime();
                out.print(Terminal.nextScreen());
                print(reply);
            } else if (System.nanoTime() - since > SILENCE_NANOS) {
                throw new FailedException("no answer any more: pid=" + pid + " (expected: one a second)");
            }
        }
    }
}
