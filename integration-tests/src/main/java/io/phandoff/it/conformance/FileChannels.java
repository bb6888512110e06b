// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Row.row;
import static io.phandoff.it.conformance.Row.shortRow;
import static io.phandoff.it.conformance.SocketChannels.buffer;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** java.nio files: FIFOs, locks that another process holds, what waits for a disk. */
final class FileChannels {
    private FileChannels() {}

    static List<Row> rows(Workshop workshop) {
        return List.of(
                row("FileChannel.open to read (FIFO)", () -> Fifos.openingToRead(workshop, FileChannel::open)),
                row("FileChannel.open to write (FIFO)", () -> Fifos.openingToWrite(workshop, FileChannels::toWrite)),
                row("FileChannel.read", () -> reading(workshop, channel -> channel.read(buffer(1)))),
                row(
                        "FileChannel.read(ByteBuffer[])",
                        () -> reading(workshop, channel -> channel.read(new ByteBuffer[] {buffer(1)}))),
                row(
                        "FileChannel.write",
                        () -> Fifos.writingTo(workshop, FileChannels::toWrite, channel -> channel.write(buffer(1)))),
                row("FileChannel.transferTo (a socket)", () -> transferring(workshop)),
                row("Files.newInputStream (FIFO)", () -> Fifos.openingToRead(workshop, Files::newInputStream)),
                row(
                        "Files.newInputStream read",
                        () -> Fifos.<InputStream>readingFrom(workshop, Files::newInputStream, InputStream::read)),
                row("Files.newOutputStream (FIFO)", () -> Fifos.openingToWrite(workshop, FileChannels::toStream)),
                row(
                        "Files.newOutputStream write",
                        () -> Fifos.writingTo(workshop, FileChannels::toStream, out -> out.write(1))),
                row("Files.copy to a FIFO", () -> {
                    Path file = file(workshop, 1);
                    return Fifos.writingTo(
                            workshop, fifo -> new FileOutputStream(fifo.toFile()), out -> Files.copy(file, out));
                }),
                row("FileChannel.lock", () -> locking(workshop, FileChannel::lock)),
                row(
                        "FileChannel.lock (shared)",
                        () -> locking(workshop, channel -> channel.lock(0, Long.MAX_VALUE, true))),
                row("AsynchronousFileChannel.lock().get()", () -> asynchronousLock(workshop)),
                row("AsynchronousFileChannel on a pool of the program", () -> lockOnOwnPool(workshop)),
                shortRow("FileChannel.force", () -> writtenChannel(workshop, channel -> channel.force(true))),
                shortRow(
                        "FileDescriptor.sync",
                        () -> written(workshop, file -> file.getFD().sync())),
                shortRow("RandomAccessFile.setLength", () -> written(workshop, file -> file.setLength(0))),
                shortRow("MappedByteBuffer.force", () -> Memory.mapped(workshop, MappedByteBuffer::force)),
                shortRow("MappedByteBuffer.load", () -> Memory.mapped(workshop, MappedByteBuffer::load)),
                new Row("ByteBuffer.allocateDirect (none left)", 17, Memory::direct, Row.Length.STEPS));
    }

    private static FileChannel toWrite(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.WRITE);
    }

    private static OutputStream toStream(Path path) throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.WRITE);
    }

    private static Call reading(Workshop workshop, Fifos.Use<FileChannel> use) throws Exception {
        return Fifos.readingFrom(workshop, path -> FileChannel.open(path), use);
    }

    static Path file(Workshop workshop, int size) throws IOException {
        return Files.write(workshop.newPath(), new byte[size]);
    }

    private static Call transferring(Workshop workshop) throws Exception {
        FileChannel file = FileChannel.open(file(workshop, Sockets.BIG));
        SocketChannels.Pair pair = SocketChannels.Pair.tcp();
        return Call.of(
                        () -> {
                            for (long at = 0; at < Sockets.BIG; ) {
                                at += file.transferTo(at, Sockets.BIG - at, pair.near());
                            }
                        },
                        pair.far()::close)
                .closing(pair, file);
    }

    private static Call locking(Workshop workshop, Fifos.Use<FileChannel> use) throws Exception {
        LockHolder holder = workshop.lockHolder();
        holder.lock();
        FileChannel channel = FileChannel.open(holder.file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        return Call.of(() -> use.of(channel), holder::unlock).closing(channel);
    }

    private static Call asynchronousLock(Workshop workshop) throws Exception {
        LockHolder holder = workshop.lockHolder();
        holder.lock();
        AsynchronousFileChannel channel = AsynchronousFileChannel.open(holder.file(), StandardOpenOption.WRITE);
        return Call.of(() -> channel.lock().get(), holder::unlock).closing(channel);
    }

    /** The channel's own work, which is what blocks, on the worker: it has no pool but the one given to it. */
    private static Call lockOnOwnPool(Workshop workshop) throws Exception {
        LockHolder holder = workshop.lockHolder();
        holder.lock();
        Handed handed = new Handed();
        AsynchronousFileChannel channel =
                AsynchronousFileChannel.open(holder.file(), Set.of(StandardOpenOption.WRITE), handed);
        channel.lock();
        Runnable work = handed.work.take();
        return Call.of(work::run, holder::unlock).closing(channel);
    }

    /** Keeps what it is given for somebody else to run. */
    private static final class Handed extends AbstractExecutorService {
        final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

        @Override
        public void execute(Runnable command) {
            work.add(command);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    private static Call written(Workshop workshop, Fifos.Use<RandomAccessFile> use) throws Exception {
        RandomAccessFile file = new RandomAccessFile(workshop.newPath().toFile(), "rw");
        file.write(new byte[Memory.SIZE]);
        return Call.timed(() -> use.of(file)).closing(file);
    }

    private static Call writtenChannel(Workshop workshop, Fifos.Use<FileChannel> use) throws Exception {
        return written(workshop, file -> use.of(file.getChannel()));
    }
}
