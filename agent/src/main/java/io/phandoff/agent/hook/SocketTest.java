// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * The self-test of sockets: reads a byte over the loopback interface.
 *
 * <p>It runs when the program has opened its first socket, never before: the JDK reads
 * {@code java.net.preferIPv4Stack}, {@code networkaddress.cache.ttl} and their like once, when its network classes are
 * initialised, and programs set them in their main method.
 */
public final class SocketTest extends CallTest {
    /** The class whose loading says that the program opens a socket. */
    public static final String SOCKET_IMPL = "sun/nio/ch/NioSocketImpl";

    private static final int LIMIT_MILLIS = 1_000;

    private final Consumer<String> listener;

    private SocketTest(Consumer<String> listener) {
        this.listener = listener;
    }

    /**
     * The test, ready to be started when {@link #SOCKET_IMPL} is there.
     *
     * @param listener told by the returned thread what is wrong; not called if nothing is
     * @return a daemon thread
     */
    public static Thread thread(Consumer<String> listener) {
        return new SocketTest(listener).newThread();
    }

    @Override
    public void run() {
        super.run();
        if (failure() != null) {
            listener.accept(failure());
        }
    }

    @Override
    void calls() {
        long before = HandoffRuntime.calls(CallKind.SOCKET_READ);
        if (exchange()) {
            expectMore(CallKind.SOCKET_READ, before);
        }
    }

    /** Whether there was something to see: a machine without a loopback interface is not our failure. */
    private static boolean exchange() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(Proxy.NO_PROXY)) {
            client.connect(server.getLocalSocketAddress(), LIMIT_MILLIS);
            server.setSoTimeout(LIMIT_MILLIS);
            try (Socket accepted = server.accept()) {
                accepted.getOutputStream().write(1);
                client.setSoTimeout(LIMIT_MILLIS);
                return client.getInputStream().read() >= 0;
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
