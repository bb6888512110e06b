// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads a cgroup's {@code cpu.stat}. */
public final class CpuStat {

    private CpuStat() {}

    /** For how long the group had to wait for its quota so far, in milliseconds; not a number if the file is not there. */
    public static double throttledMillis(Path file) {
        try {
            return throttledMillis(Files.readAllLines(file));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    static double throttledMillis(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            if (words[0].equals("throttled_time")) { // version 1
                return Long.parseLong(words[1]) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            }
            if (words[0].equals("throttled_usec")) { // version 2
                return Long.parseLong(words[1]) / (double) TimeUnit.MILLISECONDS.toMicros(1);
            }
        }
        return Double.NaN;
    }
}
