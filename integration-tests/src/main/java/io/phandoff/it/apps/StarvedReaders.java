// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The two tasks of a fixed pool of two read from a FIFO what a task submitted later to the same pool writes: without a
 * third thread it hangs for good. They sleep together first, so that both come back and use a processor at once.
 */
public final class StarvedReaders {

    private static final int READERS = 2;
    private static final CountDownLatch READING = new CountDownLatch(READERS);

    private StarvedReaders() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("readers");
        Path fifo = directory.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        int sum = 0;
        // Opened for both, so that no task blocks when it opens its end.
        RandomAccessFile open = new RandomAccessFile(fifo.toFile(), "rw");
        try {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(pool.submit(() -> sleepAndRead(fifo)));
            }
            READING.await();
            Thread.sleep(100);
            pool.submit(() -> write(fifo)).get();
            for (Future<Integer> reader : readers) {
                sum += reader.get();
            }
        } finally {
            open.close();
        }
        pool.shutdown();
        System.out.println("sum=" + sum);
        Files.delete(fifo);
        Files.delete(directory);
    }

    private static int sleepAndRead(Path fifo) throws IOException, InterruptedException {
        try (FileInputStream in = new FileInputStream(fifo.toFile())) {
            Thread.sleep(20);
            Cpu.burnMicros(10_000);
            READING.countDown();
            return in.read();
        }
    }

    private static Void write(Path fifo) throws IOException {
        try (FileOutputStream out = new FileOutputStream(fifo.toFile())) {
            for (int i = 0; i < READERS; i++) {
                out.write(1);
            }
        }
        return null;
    }
}
