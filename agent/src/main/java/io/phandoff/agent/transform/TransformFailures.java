// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What went wrong while classes were rewritten. A class that cannot be rewritten stays as it is and its program goes
 * on, so this is to be looked at now and then. Thread-safe; the writing side is the program's class loading threads,
 * which log nothing.
 */
public final class TransformFailures {
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> missing = new ArrayList<>();
    private volatile Failure first;

    /**
     * A class that could not be rewritten.
     *
     * @param className its internal name
     * @param cause what was thrown
     */
    public record Failure(String className, Throwable cause) {}

    TransformFailures() {}

    void failed(String className, Throwable cause) {
        if (count.getAndIncrement() == 0) {
            first = new Failure(className, cause);
        }
    }

    void missing(String point) {
        synchronized (missing) {
            if (!missing.contains(point)) {
                missing.add(point);
            }
        }
    }

    /**
     * How many classes could not be rewritten.
     *
     * @return the number so far
     */
    public int count() {
        return count.get();
    }

    /**
     * The first of them.
     *
     * @return the failure, null if there is none
     */
    public Failure first() {
        return first;
    }

    /**
     * The hook points that were looked for and not found, at start and since.
     *
     * @return a copy, as {@code package.Class.method(descriptor)}, without duplicates
     */
    public List<String> missing() {
        synchronized (missing) {
            return List.copyOf(missing);
        }
    }
}
