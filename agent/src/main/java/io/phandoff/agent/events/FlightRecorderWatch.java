// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.agent.life.Closers;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts the recording of events when Flight Recorder comes: the JVM loads {@link #SEEN_BY} when it is used first, by
 * {@code -XX:StartFlightRecording} (after premain), {@code jcmd JFR.start}, or a program. Before that nothing of {@code jdk.jfr} is
 * loaded or asked, and without that module it never comes.
 */
public final class FlightRecorderWatch {
    /** The class whose loading tells, by its internal name. */
    public static final String SEEN_BY = "jdk/jfr/internal/PlatformRecorder";

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private FlightRecorderWatch() {}

    /**
     * The class is being loaded, or is there. Any thread, also while it loads that class: only starts a thread, once.
     */
    public static void flightRecorderSeen() {
        if (STARTED.compareAndSet(false, true)) {
            Thread thread = new Thread(null, new EventThread(), "phandoff-events", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(FlightRecorderWatch.class.getClassLoader());
            thread.start();
            Closers.add(new End(thread));
        }
    }

    /** Ends the recording of events, until Flight Recorder is seen again. */
    private record End(Thread thread) implements AutoCloseable {
        @Override
        public void close() {
            Closers.end(thread);
            STARTED.set(false);
        }
    }
}
