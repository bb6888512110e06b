// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ManagementThreadProbeTest {

    private final ManagementThreadProbe probe = new ManagementThreadProbe();

    @Test
    @Timeout(30)
    void cpuTimeNanos_ofAThreadThatWorks_grows() {
        Thread worker = Thread.currentThread();
        long before = probe.cpuTimeNanos(worker);

        while (probe.cpuTimeNanos(worker) <= before) {
            Thread.onSpinWait();
        }

        assertThat(before).isPositive();
    }

    @Test
    void bothQuestions_aboutADeadThread_areUnknown() throws InterruptedException {
        Thread dead = new Thread(() -> {});
        dead.start();
        dead.join();

        assertThat(probe.cpuTimeNanos(dead)).isEqualTo(-1);
        assertThat(probe.inNative(dead)).isFalse();
    }

    @Test
    void inNative_threadInAccept_isTrue() throws IOException, InterruptedException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> {
            try {
                server.accept().close();
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        });
        acceptor.start();
        try (server) {
            await().until(() -> probe.inNative(acceptor));
        }
        acceptor.join();
        assertThat(probe.inNative(Thread.currentThread())).isFalse();
    }
}
