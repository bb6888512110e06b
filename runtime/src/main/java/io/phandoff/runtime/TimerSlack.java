// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How late Linux may end a thread's sleep, so that it can end several at once: 50 us unless the thread asks for less. Two looks
 * of sysmon that were meant to be 20 us apart were 75, and a retake takes two.
 *
 * <p><b>Threads.</b> Each for itself: the kernel lets an ordinary user change the slack of no other thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_timerslack_ns.5.html">proc_pid_timerslack_ns(5)</a>
 */
final class TimerSlack {
    static final int NANOS = 1000;

    private TimerSlack() {}

    /**
     * Asks for less, for the calling thread.
     *
     * @param number what {@link ThreadProbe#numberOfCurrentThread} told it, 0 if that is not known
     * @return whether the kernel did it; where not, nothing has changed
     */
    static boolean shorten(int number) {
        if (number <= 0) {
            return false;
        }
        String path = "/proc/".concat(Integer.toString(number)).concat("/timerslack_ns");
        try (FileOutputStream out = new FileOutputStream(path)) {
            out.write(Integer.toString(NANOS).getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException | SecurityException e) {
            return false; // not Linux, an old kernel, /proc is read-only
        }
    }
}
