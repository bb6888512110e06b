// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

/**
 * Is given what a recording has, one event after the other, hardly in the order of time. Times and durations are in nanoseconds; the
 * origin is anywhere near the begin. Threads are by
 * name, which several may have, and where that matters also by number.
 */
interface Consumer {
    /** A worker held a processor. */
    void run(int processor, long from, long to, String worker, String pool, String ended);

    /** A processor was seen to be something that runs do not tell. */
    void sample(int processor, long at, long interval, String status);

    /** A processor was retaken. */
    void retake(int processor, long at, String cause, String worker, String pool, String call, String topFrames);

    /** A worker waited for a processor. */
    void waited(long from, long to, long thread, String worker, String pool, boolean resumes, int processor);

    /** A worker was in a call for which it had given its processor up. */
    void call(long from, long to, long thread, String worker, String pool, String call, int processor);

    /** Something that is not about one processor. */
    void mark(long from, long to, String kind, String text);

    /** Values at one moment, of a pool or, if that is null, of all. */
    void gauge(long at, String pool, String name, long value);

    /** Counters that count from the start of the JVM. */
    void counter(String name, long value);

    /** How long the workers of a pool were blocked in calls of a kind, since the last time. */
    void blocked(String pool, String call, long nanos);

    /** Runs that were not recorded, in some time. */
    void lost(long from, long to, long runs, String reason);
}
