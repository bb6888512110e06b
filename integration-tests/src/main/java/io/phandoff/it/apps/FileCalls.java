// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What java.nio.file and its channels do with a file, each once, by a task of a pool. */
public final class FileCalls {
    private static final int SIZE = 4096;
    private static final Set<StandardOpenOption> READ_WRITE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private FileCalls() {}

    public static void main(String[] args) throws Exception {
        Path file = Files.write(Files.createTempFile("phandoff", ".original"), new byte[SIZE]);
        Path copy = file.resolveSibling(file.getFileName() + ".copy");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            pool.submit(() -> {
                        copyAndSync(file, copy);
                        return asynchronous(file, pool);
                    })
                    .get(20, TimeUnit.SECONDS);
            pool.submit(() -> System.out.println("exists=" + new File(copy.toString()).exists()))
                    .get(20, TimeUnit.SECONDS);
        } finally {
            pool.shutdown();
            Files.deleteIfExists(copy);
            Files.delete(file);
        }
    }

    private static void copyAndSync(Path file, Path copy) throws IOException {
        Files.copy(file, copy);
        try (FileChannel channel = FileChannel.open(file, READ_WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
            mapped.put(0, (byte) 1);
            mapped.force();
        }
    }

    private static int asynchronous(Path file, ExecutorService pool) throws Exception {
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, READ_WRITE, pool)) {
            channel.force(true);
            return channel.read(ByteBuffer.allocate(SIZE), 0).get(20, TimeUnit.SECONDS);
        }
    }
}
