// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * How long the CPUs of the machine had nothing to run, all added up, by the first line of {@code /proc/stat}: idle, and idle while
 * somebody waits for a disk. A container sees the machine's, not its share: where that is smaller than the machine it mostly reads
 * that CPUs are idle, and growth is bounded by processors alone. One thread.
 */
final class LinuxCpus {
    private static final int UNKNOWN = -1;
    /** {@code USER_HZ} of every platform that the JDK runs on. */
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / 100;

    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;

    private final byte[] buffer = new byte[256];
    private boolean unknown;

    /** In nanoseconds, of 10 ms each; -1 if unknown. */
    long idleNanos() {
        if (unknown) {
            return UNKNOWN;
        }
        try (FileInputStream in = new FileInputStream("/proc/stat")) {
            long ticks = idleTicks(buffer, in.read(buffer));
            unknown = ticks <= 0;
            return unknown ? UNKNOWN : ticks * TICK_NANOS;
        } catch (IOException | SecurityException e) {
            unknown = true;
            return UNKNOWN;
        }
    }

    /** The fourth and fifth number of {@code cpu  7610845 619539 1006305 5131297 10878 0}, added; -1 if it is no such line. */
    static long idleTicks(byte[] line, int length) {
        if (length < 4 || line[0] != 'c' || line[1] != 'p' || line[2] != 'u' || line[3] != ' ') {
            return UNKNOWN;
        }
        long sum = 0;
        long number = UNKNOWN;
        int field = 0;
        for (int i = 4; i < length; i++) {
            byte c = line[i];
            if (c >= '0' && c <= '9') {
                number = Math.max(0, number) * 10 + c - '0';
            } else if (number >= 0) {
                field++;
                if (field >= IDLE) {
                    sum += number;
                }
                if (field == IO_WAIT) {
                    return sum;
                }
                number = UNKNOWN;
            }
        }
        return UNKNOWN;
    }
}
