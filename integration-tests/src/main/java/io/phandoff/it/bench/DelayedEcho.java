// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * A TCP server on the loopback that sends back what it gets, a fixed time later: a slow remote service that needs one
 * thread, however many connections there are. One request at a time on a connection.
 */
public final class DelayedEcho implements Runnable {

    private static final int LARGEST_REQUEST = 256;

    private final long delayNanos;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_REQUEST);
    /** In the order of their due times, as all have the same delay. */
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();

    private record Answer(long due, SocketChannel channel, ByteBuffer bytes) {}

    /** Binds an ephemeral port. */
    public DelayedEcho(long delayMillis) throws IOException {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        selector = Selector.open();
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** The port it listens at. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** As a program: the argument is the delay in milliseconds; prints {@code port=} and serves until it is killed. */
    public static void main(String[] args) throws IOException {
        DelayedEcho echo = new DelayedEcho(Long.parseLong(args[0]));
        System.out.println("port=" + echo.port());
        echo.run();
    }

    @Override
    public void run() {
        try {
            while (true) {
                select();
                answerDue();
            }
        } catch (IOException e) {
            throw new IllegalStateException("echo server failed: port=" + port(), e);
        }
    }

    private void select() throws IOException {
        Answer first = answers.peek();
        if (first == null) {
            selector.select(this::handle);
            return;
        }
        long left = first.due() - System.nanoTime();
        if (left <= 0) {
            selector.selectNow(this::handle);
        } else {
            selector.select(this::handle, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    private void read(SocketChannel channel) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            channel.close();
        } else if (count > 0) {
            ByteBuffer bytes = ByteBuffer.allocate(count).put(buffer.flip()).flip();
            answers.add(new Answer(System.nanoTime() + delayNanos, channel, bytes));
        }
    }

    private void answerDue() throws IOException {
        long now = System.nanoTime();
        while (!answers.isEmpty() && answers.peek().due() - now <= 0) {
            Answer answer = answers.poll();
            if (answer.channel().isOpen()) {
                answer.channel().write(answer.bytes());
            }
        }
    }
}
