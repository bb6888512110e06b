// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import io.phandoff.agent.command.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JVMs that the JDK finds, one a line: process, agent and mode, what it runs. */
final class JvmList {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How long the JDK waits for a JVM: less than we do, so that it takes back the file by which it asked. */
    private static final String ATTACH_LIMIT = "sun.tools.attach.attachTimeout";

    private static final String ATTACH_LIMIT_MILLIS = "1500";

    private JvmList() {}

    static String text() throws InterruptedException {
        if (System.getProperty(ATTACH_LIMIT) == null) {
            System.setProperty(ATTACH_LIMIT, ATTACH_LIMIT_MILLIS);
        }
        long own = ProcessHandle.current().pid();
        List<Asked> jvms = new ArrayList<>();
        for (VirtualMachineDescriptor jvm : VirtualMachine.list()) {
            long pid = Long.parseLong(jvm.id());
            if (pid != own) {
                jvms.add(new Asked(pid, jvm.displayName(), JvmList::ask));
            }
        }
        return text(jvms, LIMIT_NANOS);
    }

    /** Asks all at once, and gives them so long together. */
    static String text(List<Asked> jvms, long limitNanos) throws InterruptedException {
        jvms.forEach(Asked::start);
        StringBuilder text = new StringBuilder(line("PID", new Answer("AGENT", "MODE"), "PROGRAM"));
        long end = System.nanoTime() + limitNanos;
        for (Asked jvm : jvms) {
            text.append(jvm.line(end));
        }
        return text.toString();
    }

    private static Answer ask(long pid) {
        try (Attached jvm = Attached.to(pid)) {
            String version = jvm.agentVersion();
            String mode = jvm.agentMode();
            return new Answer(version == null ? "-" : version, mode == null ? "-" : mode);
        } catch (FailedException | IOException | RuntimeException e) {
            return Answer.NONE;
        }
    }

    /** The agent in a JVM, and its mode. */
    record Answer(String agent, String mode) {
        static final Answer NONE = new Answer("?", "?");
    }

    /** Asks one JVM, and may wait for ever. */
    interface Question {
        Answer ask(long pid);
    }

    /** One JVM that is being asked, on a thread of its own: one that is stopped, or hangs, does not answer. */
    static final class Asked {
        private final long pid;
        private final String program;
        private final Thread thread;
        private volatile Answer answer = Answer.NONE;

        Asked(long pid, String program, Question question) {
            this.pid = pid;
            this.program = program;
            thread = new Thread(() -> answer = question.ask(pid), "ask-" + pid);
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        String line(long end) throws InterruptedException {
            TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
            return JvmList.line(Long.toString(pid), answer, program.isEmpty() ? "-" : program);
        }
    }

    private static String line(String pid, Answer answer, String program) {
        return String.format(
                "%-8s %-10s %-12s %s%n",
                pid, Printable.line(answer.agent), Printable.line(answer.mode), Printable.line(program));
    }
}
