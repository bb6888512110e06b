// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The ways in which a task blocks for ten milliseconds. */
public enum BlockingKind {
    SLEEP {
        @Override
        Blocker blocker(int slot, LatchTimer timer, int echoPort) {
            return () -> Thread.sleep(MILLIS);
        }
    },
    PARK {
        @Override
        Blocker blocker(int slot, LatchTimer timer, int echoPort) {
            return () -> parkForAll(MILLIS);
        }
    },
    SOCKET {
        @Override
        Blocker blocker(int slot, LatchTimer timer, int echoPort) throws IOException {
            return new EchoClient(echoPort);
        }
    },
    WAIT {
        @Override
        Blocker blocker(int slot, LatchTimer timer, int echoPort) {
            Object monitor = new Object();
            return () -> waitForAll(monitor);
        }
    },
    LATCH {
        @Override
        Blocker blocker(int slot, LatchTimer timer, int echoPort) {
            return () -> {
                CountDownLatch latch = new CountDownLatch(1);
                timer.countDownLater(slot, latch);
                latch.await();
            };
        }
    };

    static final long MILLIS = 10;

    /** Blocks once. */
    interface Blocker extends AutoCloseable {
        void block() throws IOException, InterruptedException;

        @Override
        default void close() throws IOException {}
    }

    abstract Blocker blocker(int slot, LatchTimer timer, int echoPort) throws IOException;

    /** A park may end early for no reason: the time must be over all the same. */
    public static void parkForAll(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void waitForAll(Object monitor) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        synchronized (monitor) {
            do {
                monitor.wait(MILLIS);
            } while (System.nanoTime() - end < 0);
        }
    }

    /** One request at a time to the echo server over a plain socket. */
    private static final class EchoClient implements Blocker {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        EchoClient(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        @Override
        public void block() throws IOException {
            out.write('?');
            if (in.read() < 0) {
                throw new EOFException("echo server closed the connection: socket=" + socket);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
