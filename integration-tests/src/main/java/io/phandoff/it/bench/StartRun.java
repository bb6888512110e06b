// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.JavaHome;
import io.phandoff.it.apps.Idle;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One start of {@link Idle}, from its first instruction to its end.
 *
 * @param cpuSeconds user and system time of the process, to the millisecond: bash tells it
 * @param residentMegabytes its resident memory when it has said hello
 */
record StartRun(double cpuSeconds, double residentMegabytes) {
    private static final String TIMED = "TIMEFORMAT='%3U %3S'; time \"$@\" 2> /dev/null";

    /** Starts a JVM with these flags and lets it end. */
    static StartRun of(JavaHome home, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
        command.add(home.tool("java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classes(), Idle.class.getName()));
        Process bash = new ProcessBuilder(command).start();
        try (BufferedReader out = bash.inputReader();
                BufferedReader err = bash.errorReader()) {
            if (!"hello".equals(out.readLine())) {
                throw new IllegalStateException("did not start: command=" + command);
            }
            double resident = resident(bash);
            bash.getOutputStream().close();
            String[] times = err.readLine().split(" ", 2);
            return new StartRun(Double.parseDouble(times[0]) + Double.parseDouble(times[1]), resident);
        } finally {
            bash.destroy();
        }
    }

    private static double resident(Process bash) throws IOException {
        long pid = bash.children().findFirst().orElseThrow().pid();
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IllegalStateException("no VmRSS: pid=" + pid);
    }

    private static String classes() {
        try {
            return Path.of(Idle.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no class path: class=" + Idle.class.getName(), e);
        }
    }
}
