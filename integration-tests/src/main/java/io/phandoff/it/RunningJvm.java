// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A forked JVM: its lines as they come, its standard input, its end. Closing it kills it and what it started; so does
 * the end of this JVM.
 */
public final class RunningJvm implements AutoCloseable {

    private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(RunningJvm::kill), "kill-forked-jvms"));
    }

    private final JavaHome home;
    private final List<String> command;
    private final Process process;
    private final Lines out;
    private final Lines err;
    private final PrintStream in;

    RunningJvm(JavaHome home, ProcessBuilder builder) {
        this.home = home;
        this.command = builder.command();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot fork: command=" + command, e);
        }
        LIVE.add(process);
        out = new Lines(process.getInputStream());
        err = new Lines(process.getErrorStream());
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Writes one line to the program's standard input. */
    public void send(String line) {
        in.println(line);
    }

    /** Ends the program's standard input. */
    public void endInput() {
        in.close();
    }

    /**
     * Waits for the next line of standard output that starts with the prefix; each call goes on behind the line that
     * the last one returned.
     *
     * @return the line without the prefix
     * @throws IllegalStateException when the program ends or the time is over before such a line came
     */
    public String awaitLine(String prefix, Duration limit) throws InterruptedException {
        String line = out.await(prefix, limit);
        if (line == null) {
            throw new IllegalStateException(
                    "no such line came: prefix=" + prefix + "\n" + awaitEnd(Duration.ofSeconds(1)));
        }
        return line;
    }

    /** Writes one line to the program's standard input and waits for its answer, as {@link #awaitLine}. */
    public String ask(String line, String prefix, Duration limit) throws InterruptedException {
        send(line);
        return awaitLine(prefix, limit);
    }

    /**
     * Waits until what has come on standard error is as wanted.
     *
     * @return the lines that had come then; if they never were as wanted, all until the end of the program or of the time
     */
    public List<String> awaitErr(Predicate<List<String>> wanted, Duration limit) throws InterruptedException {
        return err.await(wanted, limit);
    }

    /** Waits for the end of the program; after the limit it takes a thread dump and kills it. */
    public JvmRun awaitEnd(Duration limit) throws InterruptedException {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return result(null);
        }
        return stop();
    }

    private JvmRun stop() throws InterruptedException {
        String dump = ThreadDump.of(home, process);
        kill(process);
        process.waitFor();
        return result(dump);
    }

    private JvmRun result(String threadDump) throws InterruptedException {
        return new JvmRun(command, process.waitFor(), out.all(), err.all(), threadDump);
    }

    @Override
    public void close() {
        kill(process);
        LIVE.remove(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The lines of one stream, collected by a thread of its own so that the program never blocks on a full pipe. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private int next;
        private boolean ended;

        Lines(InputStream stream) {
            reader = new Thread(() -> read(stream), "forked-jvm-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                add("<stream broken: " + e + ">");
            } finally {
                end();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String await(String prefix, Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            while (true) {
                while (next < lines.size()) {
                    String line = lines.get(next++);
                    if (line.startsWith(prefix)) {
                        return line.substring(prefix.length());
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    return null;
                }
                wait(left);
            }
        }

        synchronized List<String> await(Predicate<List<String>> wanted, Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            while (!wanted.test(lines)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    break;
                }
                wait(left);
            }
            return List.copyOf(lines);
        }

        List<String> all() throws InterruptedException {
            // A grandchild may keep the pipe open for ever: what came until then must do.
            reader.join(TimeUnit.SECONDS.toMillis(30));
            if (reader.isAlive()) {
                add("<stream still open after the end of the program>");
            }
            synchronized (this) {
                return List.copyOf(lines);
            }
        }
    }
}
