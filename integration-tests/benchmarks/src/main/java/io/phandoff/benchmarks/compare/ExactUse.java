// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has used so far, as Linux tells in {@code /proc}.
 *
 * @param cpuNanos CPU time of its threads that live; exact, not in ticks
 * @param ourCpuNanos that of the agent's threads among them
 * @param residentBytes its resident memory
 */
record ExactUse(long cpuNanos, long ourCpuNanos, long residentBytes) {

    private static final String OURS = "phandoff";
    private static final int KILO = 1024;

    /** Of a process that lives. */
    static ExactUse of(long pid) throws IOException {
        Path directory = Path.of("/proc", Long.toString(pid));
        long all = 0;
        long ours = 0;
        List<Path> threads;
        try (Stream<Path> entries = Files.list(directory.resolve("task"))) {
            threads = entries.toList();
        }
        for (Path thread : threads) {
            String schedstat = read(thread.resolve("schedstat"));
            if (!schedstat.isEmpty()) {
                all += ran(schedstat);
                ours += read(thread.resolve("comm")).startsWith(OURS) ? ran(schedstat) : 0;
            }
        }
        return new ExactUse(all, ours, resident(Files.readAllLines(directory.resolve("status"))));
    }

    /** Empty if the thread has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** The first number of {@code schedstat}. */
    static long ran(String schedstat) {
        return Long.parseLong(schedstat.strip().split(" ", -1)[0]);
    }

    /** {@code VmRSS} of {@code status}. */
    static long resident(List<String> status) {
        for (String line : status) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * KILO;
            }
        }
        throw new IllegalArgumentException("no resident memory: lines=" + status.size() + " (expected: VmRSS)");
    }
}
