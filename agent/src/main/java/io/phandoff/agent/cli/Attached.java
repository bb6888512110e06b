// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.phandoff.agent.boot.Premain;
import io.phandoff.agent.command.Reply;
import io.phandoff.agent.command.Request;
import io.phandoff.agent.report.AgentMark;
import java.io.File;
import java.io.IOException;

/** Another JVM, for one command. The only class, besides {@link JvmList}, that needs the module jdk.attach. */
final class Attached implements AutoCloseable {
    private final long pid;
    private final VirtualMachine jvm;

    private Attached(long pid, VirtualMachine jvm) {
        this.pid = pid;
        this.jvm = jvm;
    }

    static Attached to(long pid) throws FailedException {
        JvmCheck.check(pid);
        try {
            return new Attached(pid, VirtualMachine.attach(Long.toString(pid)));
        } catch (AttachNotSupportedException | IOException e) {
            throw new FailedException("cannot attach: pid=" + pid + " cause=" + e.getMessage()
                    + " (expected: a JVM with HotSpot, of your own user, without -XX:+DisableAttachMechanism)");
        }
    }

    /** The version of the agent in it, null if it has none. */
    String agentVersion() throws IOException {
        return jvm.getAgentProperties().getProperty(AgentMark.VERSION);
    }

    /** The mode of the agent in it, null if it has none. */
    String agentMode() throws IOException {
        return jvm.getAgentProperties().getProperty(AgentMark.MODE);
    }

    /** Sends a request, waits until it is done, and returns the first answer. */
    Reply send(File jar, Mailbox mailbox, Request request) throws FailedException, IOException {
        mailbox.put(request, Uid.of(pid));
        try {
            jvm.loadAgent(jar.getAbsolutePath(), Premain.COMMAND + mailbox.box());
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new FailedException("agent not taken: pid=" + pid + " cause=" + e.getMessage()
                    + " (expected: a JVM without -XX:-EnableDynamicAgentLoading that can read " + jar + ")");
        }
        Reply reply = mailbox.read();
        if (reply == null) {
            throw new FailedException("no answer: pid=" + pid
                    + " (expected: an agent of this version, and a process that sees " + mailbox.box()
                    + "; its standard error may say more)");
        }
        return reply;
    }

    @Override
    public void close() {
        try {
            jvm.detach();
        } catch (IOException e) {
            return; // it has ended
        }
    }
}
