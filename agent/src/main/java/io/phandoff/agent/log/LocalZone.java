// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/**
 * The time zone that the JVM would say is its own. Where the system's is UTC, as it is in nearly all containers, the JDK is not asked:
 * it would read the history of all time zones, some ten milliseconds of CPU at the start of a program.
 */
final class LocalZone {
    private static final File SYSTEM = new File("/etc/localtime");
    private static final int HEADER = 44;
    private static final int TYPE = 6;
    private static final int MOST = 256;

    private LocalZone() {}

    static TimeZone get() {
        return isUtc() ? new SimpleTimeZone(0, "UTC") : TimeZone.getDefault();
    }

    private static boolean isUtc() {
        String property = System.getProperty("user.timezone");
        String variable = System.getenv("TZ");
        if ((property != null && !property.isEmpty()) || (variable != null && !variable.isEmpty())) {
            return false; // the JDK understands more than we want to
        }
        try (InputStream in = new FileInputStream(SYSTEM)) {
            return isUtc(in.readNBytes(MOST));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a zone, in the format of RFC 8536, has been UTC for all time.
     *
     * @param file the begin of the file, all of it if it is such a zone's
     */
    static boolean isUtc(byte[] file) {
        if (file.length < 2 * HEADER || file.length == MOST || u4(file, 0) != 0x545a6966 || file[4] < '2') {
            return false;
        }
        // first a part with short numbers that may be empty, then the one that counts
        long second = HEADER + length(file, 0, 4);
        if (second < HEADER || second > file.length - HEADER - TYPE) {
            return false;
        }
        int at = (int) second;
        if (u4(file, at) != 0x545a6966) {
            return false;
        }
        boolean never = u4(file, at + 32) == 0 && u4(file, at + 36) == 1;
        return never && u4(file, at + HEADER) == 0 && !hasRule(file, at + HEADER + length(file, at, 8));
    }

    /** How long the data behind a header is. */
    private static long length(byte[] file, int at, int time) {
        return (long) u4(file, at + 20)
                + u4(file, at + 24)
                + u4(file, at + 28) * (time + 4L)
                + u4(file, at + 32) * (time + 1L)
                + (long) u4(file, at + 36) * TYPE
                + u4(file, at + 40);
    }

    /** Whether the line for times after the last one that is listed has an offset or changes it. */
    private static boolean hasRule(byte[] file, long at) {
        if (at < 0 || at > file.length) {
            return true;
        }
        for (int i = (int) at; i < file.length; i++) {
            if (file[i] == ',' || (file[i] >= '1' && file[i] <= '9')) {
                return true;
            }
        }
        return false;
    }

    private static int u4(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }
}
