// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

/**
 * What one JVM gave.
 *
 * @param rate tasks a second and CPU a task
 * @param p99Millis from when a task is there to be submitted to its end: the time that 99 of 100 do not exceed
 * @param peakThreads most threads that the JVM had
 */
record FlatLineTurn(Rate rate, double p99Millis, int peakThreads) {

    static FlatLineTurn parse(String text) {
        String[] words = text.split(" ", 4);
        return new FlatLineTurn(
                Rate.parse(words[0] + " " + words[1]), Double.parseDouble(words[2]), Integer.parseInt(words[3]));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return rate.tasksPerSecond() + " " + rate.cpuMicrosPerTask() + " " + p99Millis + " " + peakThreads;
    }
}
