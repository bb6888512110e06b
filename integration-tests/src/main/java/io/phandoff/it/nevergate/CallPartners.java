// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** The other ends of what virtual threads block on; they are virtual threads themselves. */
final class CallPartners implements AutoCloseable {

    static final int FILE_LENGTH = 4096;
    private static final int BACKLOG = 1000;

    private final ServerSocket server;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadFactory factory = VirtualThreads.factory("partner-");

    CallPartners() throws IOException, ReflectiveOperationException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        file = Files.createTempFile("virtual-calls", null);
        Files.write(file, new byte[FILE_LENGTH]);
        factory.newThread(this::accept).start();
    }

    int port() {
        return server.getLocalPort();
    }

    Path file() {
        return file;
    }

    void readStream() throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            in.readAllBytes();
        }
    }

    /** Parks with the lock in its hands, so that the next one finds it taken. */
    void enterLock() {
        lock.lock();
        try {
            LockSupport.parkNanos(1);
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                factory.newThread(() -> echo(socket)).start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getOutputStream().write(socket.getInputStream().read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(WritableByteChannel sink) {
        try (sink) {
            Thread.sleep(1);
            sink.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.delete(file);
    }
}
