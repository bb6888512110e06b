// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.agent.jvm.ClassState;
import io.phandoff.agent.transform.ClassWatch;
import io.phandoff.runtime.HandoffRuntime;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * The thread {@code phandoff-metrics}: registers what there is to register, then looks each second which pools have come and gone.
 * Runs from the first sign of an MBean server or of Micrometer on until it is interrupted, then takes all back. What fails is told
 * once and left alone.
 */
final class MetricsLoop {
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LATER_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** So often it looks soon again: who loads the classes mostly makes a server, too. */
    private static final int SOON_LOOKS = 100;

    private final ClassWatch watch;
    private final Instrumentation instrumentation;
    private final Logger log;
    private final Stats stats = new Stats(HandoffRuntime::glance, Stats.FRESH_NANOS);
    private final List<MicrometerBridge> meters = new ArrayList<>();
    private boolean makesServer;
    private PlatformServer server;
    private ClassState classes;
    private JmxBridge jmx;
    private boolean jmxFailed;

    MetricsLoop(ClassWatch watch, Instrumentation instrumentation, Logger log, boolean makesServer) {
        this.watch = watch;
        this.instrumentation = instrumentation;
        this.log = log;
        this.makesServer = makesServer;
    }

    void run() {
        try {
            for (int look = 0; !Thread.currentThread().isInterrupted(); look++) {
                stats.update();
                if (!jmxFailed && (makesServer || server != null || watch.serversSeen())) {
                    lookAtServer();
                }
                lookAtMeters();
                boolean settled = jmx != null || jmxFailed || !watch.serversSeen();
                LockSupport.parkNanos(this, settled || look > SOON_LOOKS ? LATER_NANOS : SOON_NANOS);
            }
        } catch (RuntimeException | LinkageError e) {
            tell("metrics-stopped", e);
        } finally {
            Thread.interrupted(); // nobody that is called from here on is meant
            end();
        }
    }

    private void end() {
        stats.end();
        try {
            if (jmx != null) {
                jmx.end();
            }
        } catch (Exception | LinkageError e) {
            tell("metrics-left", e);
        }
        for (MicrometerBridge bridge : meters) {
            end(bridge);
        }
    }

    private void end(MicrometerBridge bridge) {
        try {
            bridge.end();
        } catch (Exception | LinkageError e) {
            tell("metrics-left", e);
        }
    }

    private void lookAtServer() {
        try {
            if (server == null) {
                server = new PlatformServer(instrumentation);
            }
            if (makesServer) {
                makeServer();
            }
            if (jmx == null && server.isMade()) {
                jmx = new JmxBridge(PlatformServer.get(), stats);
            }
            if (jmx != null) {
                jmx.update();
            }
        } catch (Exception | LinkageError e) {
            jmxFailed = true;
            tell("jmx-failed", e);
        }
    }

    /** Once; what fails here, such as the program's builder, may do well later and for somebody else. */
    private void makeServer() {
        makesServer = false;
        try {
            PlatformServer.get();
        } catch (RuntimeException | LinkageError e) {
            tell("jmx-server-not-made", e);
        }
    }

    private void lookAtMeters() {
        for (WeakReference<ClassLoader> loader : watch.takeMetrics(ClassWatch.MOST_LOADERS - meters.size())) {
            if (classes == null) {
                classes = ClassState.of(instrumentation);
            }
            meters.add(new MicrometerBridge(loader, stats, classes));
        }
        for (int i = meters.size() - 1; i >= 0; i--) {
            try {
                if (!meters.get(i).update()) {
                    meters.remove(i); // collected
                }
            } catch (Exception | LinkageError e) {
                tell("micrometer-failed", e);
                end(meters.remove(i));
            }
        }
    }

    private void tell(String event, Throwable thrown) {
        Throwable cause = thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
        log.warn(event + " cause=\"" + cause.toString().replace('"', '\'') + '"');
    }
}
