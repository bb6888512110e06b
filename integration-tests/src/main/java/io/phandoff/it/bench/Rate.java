// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

/**
 * One measurement.
 *
 * @param tasksPerSecond completed tasks a second
 * @param cpuMicrosPerTask CPU time of the whole process for each of them, which other programs disturb less
 */
record Rate(double tasksPerSecond, double cpuMicrosPerTask) {

    /** Reads both numbers, separated by a space. */
    static Rate parse(String text) {
        String[] numbers = text.split(" ", 2);
        return new Rate(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }
}
