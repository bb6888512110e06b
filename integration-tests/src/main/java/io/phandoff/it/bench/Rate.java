// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One measurement.
 *
 * @param tasksPerSecond completed tasks a second
 * @param cpuMicrosPerTask CPU time of the whole process for each of them, which other programs disturb less
 */
record Rate(double tasksPerSecond, double cpuMicrosPerTask) {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_MILLIS = 10;

    /**
     * Watches this process for a time, while its other threads count the tasks that they complete; for longer if it was held up
     * all that time, as there is no rate of nothing.
     */
    static Rate measure(LongAdder completed, long millis) throws InterruptedException {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Look before = Look.at(System::nanoTime, completed::sum, process::getProcessCpuTime);
        Thread.sleep(millis);
        Look after = Look.at(System::nanoTime, completed::sum, process::getProcessCpuTime);
        while ((after.count() == before.count() || after.cpuNanos() == before.cpuNanos())
                && after.nanos() - before.nanos() < LIMIT_NANOS) {
            Thread.sleep(PAUSE_MILLIS);
            after = Look.at(System::nanoTime, completed::sum, process::getProcessCpuTime);
        }
        double tasks = after.count() - before.count();
        double seconds = (after.nanos() - before.nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpuMicros = (after.cpuNanos() - before.cpuNanos()) / (double) TimeUnit.MICROSECONDS.toNanos(1);
        return new Rate(tasks / seconds, cpuMicros / tasks);
    }

    /** Reads both numbers, separated by a space. */
    static Rate parse(String text) {
        String[] numbers = text.split(" ", 2);
        return new Rate(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }
}
