// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The choke points as one virtual thread meets them. */
enum VirtualCall {
    PARK(Integer.MAX_VALUE) {
        @Override
        void run(CallPartners partners) {
            LockSupport.parkNanos(MILLIS * 1_000_000L);
        }
    },
    LOCK(Integer.MAX_VALUE) {
        @Override
        void run(CallPartners partners) {
            partners.enterLock();
        }
    },
    SLEEP(Integer.MAX_VALUE) {
        @Override
        void run(CallPartners partners) throws InterruptedException {
            Thread.sleep(MILLIS);
            TimeUnit.MICROSECONDS.sleep(100);
        }
    },
    WAIT(Integer.MAX_VALUE) {
        @Override
        void run(CallPartners partners) throws InterruptedException {
            Object monitor = new Object();
            synchronized (monitor) {
                monitor.wait(MILLIS);
            }
        }
    },
    /** Connect, write and read; the partner accepts in virtual threads too. */
    SOCKET(Integer.MAX_VALUE, 200) {
        @Override
        void run(CallPartners partners) throws Exception {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), partners.port())) {
                socket.getOutputStream().write(7);
                if (socket.getInputStream().read() != 7) {
                    throw new AssertionError("not what was sent");
                }
            }
        }
    },
    PIPE(1000, 100) {
        @Override
        void run(CallPartners partners) throws Exception {
            Pipe pipe = Pipe.open();
            Thread writer = VirtualThreads.factory("writer-").newThread(() -> CallPartners.write(pipe.sink()));
            writer.start();
            if (pipe.source().read(ByteBuffer.allocate(1)) != 1) {
                throw new AssertionError("not what was sent");
            }
            pipe.source().close();
            writer.join();
        }
    },
    SELECT(200, 50) {
        @Override
        void run(CallPartners partners) throws Exception {
            try (Selector selector = Selector.open()) {
                selector.select(1);
            }
        }
    },
    FILE(1000) {
        @Override
        void run(CallPartners partners) throws Exception {
            if (Files.readAllBytes(partners.file()).length != CallPartners.FILE_LENGTH) {
                throw new AssertionError("not what was written");
            }
            partners.readStream();
        }
    },
    DNS(200) {
        @Override
        void run(CallPartners partners) throws Exception {
            InetAddress.getByName("localhost");
        }
    },
    PROCESS(10, 5) {
        @Override
        void run(CallPartners partners) throws Exception {
            Process process = new ProcessBuilder("true").start();
            process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new AssertionError("exit code is not 0");
            }
        }
    };

    private static final int MILLIS = 5;
    private final int most;
    private final int atOnce;

    VirtualCall(int most) {
        this(most, 10_000);
    }

    VirtualCall(int most, int atOnce) {
        this.most = most;
        this.atOnce = atOnce;
    }

    /** The most threads that are worth their time. */
    int most() {
        return most;
    }

    /** The most threads at once that have what they need: descriptors, places in the backlog. */
    int atOnce() {
        return atOnce;
    }

    abstract void run(CallPartners partners) throws Exception;
}
