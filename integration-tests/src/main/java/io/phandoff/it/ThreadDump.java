// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Threads and locks of a forked JVM that did not end in time. */
final class ThreadDump {

    private static final int LIMIT_SECONDS = 15;

    private ThreadDump() {}

    /** Never null and never throws for a JVM that does not answer: the text then says so. */
    static String of(JavaHome home, Process process) throws InterruptedException {
        try {
            Path file = Files.createTempFile("thread-dump", ".txt");
            try {
                return dump(home, process, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return "no thread dump: " + e;
        }
    }

    private static String dump(JavaHome home, Process process, Path file) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        home.tool("jcmd").toString(), Long.toString(process.pid()), "Thread.print", "-l")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!jcmd.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
            return "no thread dump: jcmd did not end: seconds=" + LIMIT_SECONDS;
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
