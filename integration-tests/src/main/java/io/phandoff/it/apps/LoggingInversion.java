// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/**
 * Monitor inversion by logging: all tasks print to one stream, partly through java.util.logging, partly under a lock of
 * their own; what reads the stream is slow, so that a writer blocks with the stream's monitor held.
 */
public final class LoggingInversion {

    private static final int TASKS = 4;
    private static final int LINES = 150;
    private static final String PADDING = "x".repeat(1000);
    private static final Object ACCOUNT = new Object();
    private static int booked;

    private LoggingInversion() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("logging");
        Path fifo = directory.resolve("log");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        FutureTask<Integer> reader = new FutureTask<>(() -> countLinesSlowly(fifo));
        new Thread(reader, "log-reader").start();
        try (PrintStream log = new PrintStream(new FileOutputStream(fifo.toFile()), true, StandardCharsets.UTF_8)) {
            writeFromPool(log);
        }
        System.out.println("lines=" + reader.get() + " booked=" + booked);
        Files.delete(fifo);
        Files.delete(directory);
    }

    private static void writeFromPool(PrintStream log) throws Exception {
        Logger logger = loggerTo(log);
        ExecutorService pool = Executors.newFixedThreadPool(TASKS);
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            boolean direct = i % 2 == 0;
            tasks.add(pool.submit(() -> writeLines(direct ? log::println : logger::info)));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        pool.shutdown();
    }

    private static void writeLines(java.util.function.Consumer<String> log) {
        for (int line = 0; line < LINES; line++) {
            log.accept(PADDING);
            Cpu.burnMicros(100);
            synchronized (ACCOUNT) {
                booked++;
                log.accept(PADDING);
            }
        }
    }

    private static Logger loggerTo(PrintStream stream) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.INFO);
        logger.addHandler(new StreamHandler(stream, new SimpleFormatter()) {
            @Override
            public synchronized void publish(LogRecord entry) {
                super.publish(entry);
                flush();
            }
        });
        return logger;
    }

    private static int countLinesSlowly(Path fifo) throws IOException {
        int lines = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new FileInputStream(fifo.toFile()), StandardCharsets.UTF_8))) {
            while (reader.readLine() != null) {
                lines++;
                LockSupport.parkNanos(100_000);
            }
        }
        return lines;
    }
}
