// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux says a process has used so far; not a number where there is no {@code /proc}, or no such process. */
public final class ProcessUse {

    /** Of the times in {@code stat}; the same on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final double KB_PER_MB = 1024;

    private final Path process;

    ProcessUse(Path process) {
        this.process = process;
    }

    /** Of a process by its id. */
    public static ProcessUse of(long pid) {
        return new ProcessUse(Path.of("/proc", Long.toString(pid)));
    }

    /** CPU time of all its threads, those that have ended as well. */
    public double cpuSeconds() {
        try {
            String stat = Files.readString(process.resolve("stat"));
            // The name, in parentheses, may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Context switches, voluntary and not, of each thread that lives. */
    public Switches switches() {
        Map<Path, Long> threads = new HashMap<>();
        try (Stream<Path> entries = Files.list(process.resolve("task"))) {
            for (Path thread : entries.toList()) {
                List<String> status = lines(thread.resolve("status"));
                OptionalLong voluntary = value(status, "voluntary_ctxt_switches:");
                OptionalLong involuntary = value(status, "nonvoluntary_ctxt_switches:");
                if (voluntary.isPresent() && involuntary.isPresent()) { // else it has ended since it was listed
                    threads.put(thread, voluntary.getAsLong() + involuntary.getAsLong());
                }
            }
        } catch (IOException e) {
            return Switches.UNKNOWN;
        }
        return new Switches(threads);
    }

    /**
     * Context switches at one moment.
     *
     * @param threads by thread; empty if there was no such process
     */
    public record Switches(Map<Path, Long> threads) {

        /** Of no process. */
        public static final Switches UNKNOWN = new Switches(Map.of());

        /** How many came since then; what a thread did is lost when it ends. Not a number if there is no such process. */
        public double since(Switches earlier) {
            if (threads.isEmpty()) {
                return Double.NaN;
            }
            double sum = 0;
            for (Map.Entry<Path, Long> thread : threads.entrySet()) {
                sum += thread.getValue() - earlier.threads.getOrDefault(thread.getKey(), 0L);
            }
            return sum;
        }
    }

    /** The most memory that was resident at once, in MB. */
    public double peakResidentMb() {
        OptionalLong kb = value(lines(process.resolve("status")), "VmHWM:");
        return kb.isPresent() ? kb.getAsLong() / KB_PER_MB : Double.NaN;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // it has ended
        }
    }

    private static OptionalLong value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).replaceAll("\\D", "")))
                .findFirst();
    }
}
