// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * The log that goes through the program's own SLF4J. Any thread of the agent logs into the buffer; the daemon
 * {@code phandoff-log} alone has the program's loggers called, by a thread that it waits for, so no lock of an appender is ever
 * taken by a thread that others wait for. Until the program has set its SLF4J up nothing of it is called. What it never takes goes to standard error at the end.
 */
public final class ProgramLog implements Runnable {

    /** What the names of all loggers begin with; itself the name of one. */
    public static final String NAME = "io.phandoff";

    /** How long the exit waits for lines that go through the program's own log, in milliseconds. */
    public static final long FLUSH_MILLIS = 5_000;

    private static final int MAX_LINES = 2048;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Instrumentation inst;
    private final LogBuffer buffer = new LogBuffer(MAX_LINES);
    private final StderrLines stderr;
    private final ClassWatch watch = new ClassWatch(this);
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final Thread exit;
    private ProgramSlf4j last;
    private volatile boolean closing;
    private volatile boolean ended;

    ProgramLog(Instrumentation inst, PrintStream err) {
        this.inst = inst;
        this.stderr = new StderrLines(err);
        this.thread = daemon("phandoff-log", this);
        this.exit = daemon("phandoff-log-exit", new Exit(this));
    }

    /**
     * Starts the thread and watches the program's classes from now on.
     *
     * @param inst the JVM's instrumentation; not null
     */
    public static ProgramLog start(Instrumentation inst) {
        ProgramLog log = new ProgramLog(inst, System.err);
        inst.addTransformer(log.watch);
        log.thread.start();
        Runtime.getRuntime().addShutdownHook(log.exit);
        return log;
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ProgramLog.class.getClassLoader());
        return thread;
    }

    /**
     * A logger, whose name in the program is {@code io.phandoff.} and the topic.
     *
     * @param topic not null
     */
    public Logger logger(String topic) {
        String name = NAME + "." + topic;
        names.add(name);
        return new BufferedLogger(name, this);
    }

    /** To be called when the JVM ends: from now on lines that the program's SLF4J does not take go to standard error. */
    public void close() {
        closing = true;
        wake();
    }

    /**
     * Waits until all lines are written, after {@link #close}.
     *
     * @param millis how long at most
     */
    public void flush(long millis) throws InterruptedException {
        buffer.awaitEmpty(millis);
    }

    /**
     * Writes what is left and ends the thread; the program's classes are not watched any more. For an agent that is stopped.
     *
     * @param millis how long to wait for each of the two at most
     */
    public void end(long millis) throws InterruptedException {
        close();
        flush(millis);
        ended = true;
        wake();
        thread.join(millis);
        inst.removeTransformer(watch);
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // The JVM ends at this moment, and the hook with it.
            return;
        }
    }

    void add(LogLine line) {
        buffer.add(line);
        wake();
    }

    /** Makes the thread look again. Takes no lock: called by threads of the program as they load a class. */
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        Candidates candidates = new Candidates(inst, watch);
        long pause = FIRST_PAUSE_NANOS;
        while (!ended) {
            boolean end = closing;
            ProgramSlf4j target = readyOf(candidates);
            if (target != null || end) {
                writeAll(target, end);
            }
            if (target == null && candidates.mayBecomeReady()) {
                LockSupport.parkNanos(this, pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            } else if (target == null || buffer.isEmpty()) {
                LockSupport.park(this);
                pause = FIRST_PAUSE_NANOS;
            }
            Thread.interrupted(); // somebody's, by mistake: parking would return at once from now on
        }
    }

    private static ProgramSlf4j readyOf(Candidates candidates) {
        try {
            return candidates.ready();
        } catch (RuntimeException | LinkageError e) {
            // Something of the program's is not as it should be: the lines stay for standard error.
            return null;
        }
    }

    /**
     * On a thread that ends with it: what a logger leaves in the thread's locals would keep its class loader from going. Log4j 2
     * leaves its last event there.
     */
    private void writeAll(ProgramSlf4j target, boolean end) {
        if (target == null) {
            write(null, end);
        } else if (target != last || !buffer.isEmpty()) {
            Thread writer = daemon("phandoff-log-writer", new Batch(this, target, end));
            try {
                writer.start();
            } catch (OutOfMemoryError e) {
                write(target, end); // no thread to be had
                return;
            }
            await(writer);
        }
    }

    private static void await(Thread writer) {
        boolean interrupted;
        do {
            try {
                writer.join();
                interrupted = false;
            } catch (InterruptedException e) {
                interrupted = true; // somebody's, by mistake
            }
        } while (interrupted);
    }

    private record Batch(ProgramLog log, ProgramSlf4j target, boolean end) implements Runnable {
        @Override
        public void run() {
            log.write(target, end);
        }
    }

    /** All there is. A line that comes after {@link #close}, while those before it are written, is of the end as well. */
    void write(ProgramSlf4j target, boolean end) {
        if (target != null && target != last) {
            target.loggers().noteEnabled(names);
        }
        last = target;
        for (LogLine line = next(target, end); line != null; line = next(target, end)) {
            if (target == null || !target.loggers().write(line, end || closing)) {
                stderr.write(line);
            }
        }
    }

    /** Null, too, if the program has just stopped its logging: the lines wait for what comes after it, or for the end. */
    private LogLine next(ProgramSlf4j target, boolean end) {
        if (target != null && !end && target.loggers().isStopped()) {
            buffer.written();
            return null;
        }
        return buffer.next();
    }

    /** The end of the JVM, for lines that no summary comes after. */
    private record Exit(ProgramLog log) implements Runnable {
        @Override
        public void run() {
            log.close();
            try {
                log.flush(FLUSH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
