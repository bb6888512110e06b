// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that locks a file: a lock held by the same JVM would not block but throw. */
final class LockHolder implements AutoCloseable {
    private final Path file;
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    LockHolder(Path file) throws IOException {
        this.file = file;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    Path file() {
        return file;
    }

    void lock() throws IOException {
        tell("lock");
    }

    void unlock() throws IOException {
        tell("unlock");
    }

    private void tell(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        if (!command.equals(answer)) {
            throw new IOException("wrong answer of the lock holder: answer=" + answer + " (expected: " + command + ")");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The other process. */
    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = null;
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals("lock")) {
                    lock = channel.lock();
                } else if (lock != null) {
                    lock.release();
                }
                System.out.println(command);
            }
        }
    }
}
