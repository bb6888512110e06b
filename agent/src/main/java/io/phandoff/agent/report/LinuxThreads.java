// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.ThreadProbe;
import io.phandoff.runtime.ThreadProbe.KernelState;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What Linux does with a thread, as {@code /proc} tells it. For one thread (sysmon), and only for suspects.
 *
 * <p>Java does not tell a thread's number in the kernel. A worker asks the kernel itself when it begins. That of another thread is
 * found by its CPU time, which stands still while it does not run, and which {@code schedstat} shows to the nanosecond. Once found
 * it is kept. A look costs one small file; finding a number one for each thread of the JVM that is newer and not known yet. Two
 * threads with the same time to the nanosecond could be taken for each other; then one that waits for a CPU may be robbed, which
 * costs it an over-committed run.
 */
final class LinuxThreads {
    /** More would take too long to search: beyond, nothing is known of threads not found before. */
    private static final int MAX_THREADS = 2048;
    /** Numbers of threads that have ended are thrown away with all others now and then. */
    private static final int MAX_KNOWN = 4096;

    private static final String TASKS = "/proc/self/task";
    private static final int NOT_FOUND = -1;
    private static final long SEARCH_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final boolean LINUX = new File("/proc/thread-self").exists();

    private final ThreadProbe probe;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    /** Of {@code 12345 (name of up to 15) R 1 ...} and of {@code 1234567890 2345 67} no more than what is looked at. */
    private final byte[] buffer = new byte[64];

    private boolean available = true;
    private boolean searched;
    private long lastSearch;

    /**
     * Nothing is read before the first question.
     *
     * @param probe who tells CPU times
     */
    LinuxThreads(ThreadProbe probe) {
        this.probe = probe;
    }

    /** The number of the calling thread, 0 if the kernel does not tell. Any thread; costs one small file. */
    static int current() {
        if (!LINUX) {
            return 0;
        }
        byte[] line = new byte[12];
        try (FileInputStream in = new FileInputStream("/proc/thread-self/stat")) {
            return (int) Math.max(0, firstNumber(line, in.read(line)));
        } catch (IOException | SecurityException e) {
            return 0;
        }
    }

    /**
     * What the kernel does with a thread. Without its number it is searched for once in 20 ms at the most, as that takes
     * milliseconds with hundreds of threads; in between it is taken to run.
     */
    KernelState state(Thread thread, int number) {
        if (number > 0) {
            return stateOf(number);
        }
        long now = System.nanoTime();
        if (searched && now - lastSearch < SEARCH_PAUSE_NANOS && !numbers.containsKey(thread.getId())) {
            return KernelState.RUNS;
        }
        searched = true;
        lastSearch = now;
        return state(thread);
    }

    KernelState state(Thread thread) {
        if (!available) {
            return KernelState.UNKNOWN;
        }
        Integer known = numbers.get(thread.getId());
        if (known != null) {
            return stateOf(known);
        }
        long cpu = probe.cpuTimeNanos(thread);
        int number = cpu <= 0 ? NOT_FOUND : search(cpu);
        if (number == NOT_FOUND) {
            forget(); // its number may have been that of one that has ended
            return available && probe.cpuTimeNanos(thread) != cpu ? KernelState.RUNS : KernelState.UNKNOWN;
        }
        KernelState state = stateOf(number);
        if (probe.cpuTimeNanos(thread) == cpu) { // else it has run meanwhile, and the match was chance
            remember(thread, number);
            return state;
        }
        return KernelState.RUNS;
    }

    private void remember(Thread thread, int number) {
        if (numbers.size() >= MAX_KNOWN) {
            forget();
        }
        numbers.put(thread.getId(), number);
        taken.add(number);
    }

    private void forget() {
        numbers.clear();
        taken.clear();
    }

    /**
     * A thread with exactly that CPU time, looked for from the newest on: a file costs 15 to 50 us, and a worker that sysmon does not
     * know yet is mostly a new one.
     */
    private int search(long cpu) {
        String[] names = new File(TASKS).list();
        if (names == null || names.length > MAX_THREADS) {
            available = names != null;
            return NOT_FOUND;
        }
        int readable = 0;
        for (int i = names.length - 1; i >= 0; i--) { // the kernel lists them in the order of their numbers
            int number = Integer.parseInt(names[i]);
            if (taken.contains(number)) {
                continue;
            }
            long time = cpuTime(number);
            if (time == cpu) {
                return number;
            }
            readable += time >= 0 ? 1 : 0;
        }
        available = readable > 0 || !taken.isEmpty(); // else a kernel without schedstat
        return NOT_FOUND;
    }

    /** The first number in schedstat; -1 if it cannot be read, as of a thread that has ended. */
    private long cpuTime(int number) {
        return firstNumber(buffer, read(number, "schedstat"));
    }

    /** The number that a line begins with; -1 if it does not begin with one, or nothing comes after it. */
    private static long firstNumber(byte[] line, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return i == 0 ? -1 : value;
            }
            value = value * 10 + digit;
        }
        return -1;
    }

    /** The letter behind the name, which stands in parentheses and may hold any. */
    private KernelState stateOf(int number) {
        int length = read(number, "stat");
        int end = length - 1;
        while (end >= 0 && buffer[end] != ')') {
            end--;
        }
        if (end < 0 || end + 2 >= length) {
            return KernelState.UNKNOWN;
        }
        return buffer[end + 2] == 'R' ? KernelState.RUNS : KernelState.SLEEPS;
    }

    private int read(int number, String file) {
        try (FileInputStream in = new FileInputStream(TASKS + "/" + number + "/" + file)) {
            return in.read(buffer);
        } catch (IOException e) {
            return -1; // it has ended
        }
    }
}
