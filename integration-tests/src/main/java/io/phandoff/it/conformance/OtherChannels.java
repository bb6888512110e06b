// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;
import static io.phandoff.it.conformance.SocketChannels.buffer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Selectors, datagrams, pipes, asynchronous channels, watch services. */
final class OtherChannels {
    static final int PIPE_CAPACITY = 65_536;
    private static final long LONG_MILLIS = 60_000;

    private OtherChannels() {}

    static List<Row> rows(Workshop workshop) {
        return List.of(
                row("Selector.select()", () -> selecting(Selector::select)),
                row("Selector.select(long)", () -> selecting(selector -> selector.select(MILLIS))),
                row("Selector.select(Consumer)", () -> selecting(selector -> selector.select(key -> {}))),
                row(
                        "Selector.select(Consumer, long)",
                        () -> selecting(selector -> selector.select(key -> {}, LONG_MILLIS))),
                row("DatagramChannel.receive", () -> {
                    DatagramChannel channel = bound();
                    return Call.of(() -> channel.receive(buffer(8)), () -> send(channel))
                            .closing(channel);
                }),
                row("DatagramChannel.read", () -> {
                    DatagramChannel channel = bound();
                    DatagramChannel other = bound();
                    channel.connect(other.getLocalAddress());
                    return Call.of(
                                    () -> channel.read(buffer(8)),
                                    () -> other.send(buffer(1), channel.getLocalAddress()))
                            .closing(channel, other);
                }),
                row("DatagramChannel.socket().receive", () -> {
                    DatagramChannel channel = bound();
                    return Call.of(
                                    () -> channel.socket().receive(new DatagramPacket(new byte[8], 8)),
                                    () -> send(channel))
                            .closing(channel);
                }),
                row("Pipe.SourceChannel.read", () -> {
                    Pipe pipe = Pipe.open();
                    return Call.of(() -> pipe.source().read(buffer(1)), () -> pipe.sink()
                                    .write(buffer(1)))
                            .closing(pipe.source(), pipe.sink());
                }),
                row("Pipe.SinkChannel.write", () -> {
                    Pipe pipe = Pipe.open();
                    pipe.sink().write(buffer(PIPE_CAPACITY));
                    return Call.of(() -> pipe.sink().write(buffer(1)), () -> pipe.source()
                                    .read(buffer(PIPE_CAPACITY)))
                            .closing(pipe.source(), pipe.sink());
                }),
                row("AsynchronousSocketChannel.read().get()", OtherChannels::asynchronousRead),
                row("AsynchronousServerSocketChannel.accept().get()", () -> {
                    AsynchronousServerSocketChannel server =
                            AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(Sockets.LOOPBACK, 0));
                    return Call.of(() -> server.accept().get().close(), () -> SocketChannel.open(
                                            server.getLocalAddress())
                                    .close())
                            .closing(server);
                }),
                row("AsynchronousChannelGroup on a pool of the program", OtherChannels::channelGroup),
                row("WatchService.take", () -> watching(workshop, WatchService::take)),
                row(
                        "WatchService.poll(long, TimeUnit)",
                        () -> watching(workshop, watch -> watch.poll(MILLIS, TimeUnit.MILLISECONDS))));
    }

    private interface Select {
        void on(Selector selector) throws IOException;
    }

    private static Call selecting(Select select) throws IOException {
        Selector selector = Selector.open();
        return Call.of(() -> select.on(selector), selector::wakeup).closing(selector);
    }

    private static DatagramChannel bound() throws IOException {
        return DatagramChannel.open().bind(new InetSocketAddress(Sockets.LOOPBACK, 0));
    }

    private static void send(DatagramChannel to) throws IOException {
        try (DatagramChannel other = bound()) {
            other.send(buffer(1), to.getLocalAddress());
        }
    }

    private static Call asynchronousRead() throws Exception {
        try (ServerSocketChannel server = SocketChannels.server()) {
            AsynchronousSocketChannel near = AsynchronousSocketChannel.open();
            near.connect(server.getLocalAddress()).get();
            SocketChannel far = server.accept();
            return Call.of(() -> near.read(buffer(1)).get(), () -> far.write(buffer(1)))
                    .closing(near, far);
        }
    }

    /** The group's event loop runs on the pool's worker for ever; a handler that returns goes back into its wait. */
    private static Call channelGroup() throws Exception {
        WorkerThreads threads = new WorkerThreads("conformance-group-");
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, threads);
        try (ServerSocketChannel server = SocketChannels.server()) {
            AsynchronousSocketChannel near = AsynchronousSocketChannel.open(group);
            near.connect(server.getLocalAddress()).get();
            SocketChannel far = server.accept();
            Call.Starter starter = (pool, gate) -> {
                near.read(buffer(1), gate, new ThroughGate(near));
                far.write(buffer(1));
            };
            return new Call(starter, () -> far.write(buffer(1)), Body.NOTHING, threads)
                    .closing(near, far, group::shutdownNow);
        }
    }

    private record ThroughGate(AsynchronousSocketChannel channel) implements CompletionHandler<Integer, Gate> {
        @Override
        public void completed(Integer result, Gate gate) {
            if (gate.enteredAt() != 0) {
                gate.leave();
                return;
            }
            channel.read(buffer(1), gate, this);
            gate.enter();
        }

        @Override
        public void failed(Throwable cause, Gate gate) {
            gate.leave();
        }
    }

    private interface Watch {
        void on(WatchService watch) throws InterruptedException;
    }

    private static Call watching(Workshop workshop, Watch how) throws IOException {
        Path directory = Files.createDirectory(workshop.newPath());
        WatchService watch = directory.getFileSystem().newWatchService();
        directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        return Call.of(() -> how.on(watch), () -> Files.createFile(directory.resolve("new")))
                .closing(watch);
    }
}
