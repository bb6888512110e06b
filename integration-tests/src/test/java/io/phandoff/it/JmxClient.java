// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Attaches to a JVM on this machine as jconsole does, which makes that one start its management agent. */
final class JmxClient implements AutoCloseable {
    private final JMXConnector connector;

    private JmxClient(JMXConnector connector) {
        this.connector = connector;
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process on this machine, which we have forked
    static JmxClient attach(String pid) throws IOException, AttachNotSupportedException {
        System.setProperty("sun.tools.attach.attachTimeout", "50000"); // a busy machine may take longer than by default
        VirtualMachine machine = VirtualMachine.attach(pid);
        try {
            return new JmxClient(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    MBeanServerConnection server() throws IOException {
        return connector.getMBeanServerConnection();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
