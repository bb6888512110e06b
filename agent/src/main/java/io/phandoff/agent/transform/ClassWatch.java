// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Notices that the program begins to use what the agent can show itself in: an MBean server, Micrometer. The class that all use of
 * it begins with is being loaded then. Costs a class that is loaded the comparison of a length.
 *
 * <p>Thread-safe: the program's class loading threads write, on which nothing is done but to start a thread, once.
 */
public final class ClassWatch {
    static final String MBEAN_SERVERS = "javax/management/MBeanServerFactory";
    static final String METRICS = "io/micrometer/core/instrument/Metrics";
    /** A program that has more copies of Micrometer than that at once gets no meters in the others. */
    public static final int MOST_LOADERS = 32;

    private final boolean servers;
    private final boolean metrics;
    private final AtomicReference<Thread> starts;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private volatile boolean serversSeen;

    /**
     * A watch.
     *
     * @param servers whether to watch for MBean servers
     * @param metrics whether to watch for Micrometer
     * @param starts started when something was seen first; not null
     */
    public ClassWatch(boolean servers, boolean metrics, Thread starts) {
        this.servers = servers;
        this.metrics = metrics;
        this.starts = new AtomicReference<>(starts);
    }

    /** A class is loaded, or was when the agent came. */
    void loaded(ClassLoader loader, String className) {
        int length = className.length();
        if (length == MBEAN_SERVERS.length()) {
            if (servers && loader == null && className.equals(MBEAN_SERVERS)) {
                serversSeen = true;
                start();
            }
        } else if (length == METRICS.length() && metrics && loader != null && className.equals(METRICS)) {
            add(loader);
        }
    }

    private void add(ClassLoader loader) {
        synchronized (loaders) {
            if (loaders.size() == MOST_LOADERS) {
                dropGone();
            }
            if (loaders.size() == MOST_LOADERS) {
                return;
            }
            loaders.add(new WeakReference<>(loader));
        }
        start();
    }

    private void dropGone() {
        for (int i = loaders.size() - 1; i >= 0; i--) {
            if (loaders.get(i).refersTo(null)) {
                loaders.remove(i);
            }
        }
    }

    /** Starts the thread if it does not run yet. */
    public void start() {
        Thread thread = starts.getAndSet(null);
        if (thread != null) {
            thread.start();
        }
    }

    /** From now on nothing is started. */
    public void end() {
        starts.set(null);
    }

    /** Whether MBean servers may exist. */
    public boolean serversSeen() {
        return serversSeen;
    }

    /**
     * The loaders of copies of Micrometer that were loaded and not taken yet.
     *
     * @param most how many to take; the others are kept for the next call
     * @return never null
     */
    public List<WeakReference<ClassLoader>> takeMetrics(int most) {
        synchronized (loaders) {
            List<WeakReference<ClassLoader>> first = loaders.subList(0, Math.min(most, loaders.size()));
            List<WeakReference<ClassLoader>> taken = List.copyOf(first);
            first.clear();
            return taken;
        }
    }
}
