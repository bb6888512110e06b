// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.agent.config.AgentOptions;
import io.phandoff.agent.config.Bridge;
import io.phandoff.agent.config.OptionTable;
import io.phandoff.agent.life.Closers;
import io.phandoff.agent.transform.ClassWatch;
import java.lang.instrument.Instrumentation;
import org.slf4j.Logger;

/** Gets ready to show statistics where the program has a place for them, and loads nothing for it before. */
public final class MetricsStart implements Runnable {
    private final Instrumentation instrumentation;
    private final Logger log;
    private final boolean atOnce;
    private ClassWatch watch;

    private MetricsStart(Instrumentation instrumentation, Logger log, boolean atOnce) {
        this.instrumentation = instrumentation;
        this.log = log;
        this.atOnce = atOnce;
    }

    /**
     * What the transformer is to watch for.
     *
     * @param options which say what is wanted; not null
     * @param instrumentation the JVM's; not null
     * @param log where to log; not null
     * @return null if nothing is wanted
     */
    public static ClassWatch watch(AgentOptions options, Instrumentation instrumentation, Logger log) {
        Bridge jmx = options.get(OptionTable.JMX);
        boolean meters = options.get(OptionTable.MICROMETER) != Bridge.OFF;
        if (jmx == Bridge.OFF && !meters) {
            return null;
        }
        MetricsStart start = new MetricsStart(instrumentation, log, jmx == Bridge.ON);
        // No inheritable thread locals, and no class loader of the program to keep alive.
        Thread thread = new Thread(null, start, "phandoff-metrics", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(MetricsStart.class.getClassLoader());
        ClassWatch watch = new ClassWatch(jmx != Bridge.OFF, meters, thread);
        start.watch = watch;
        Closers.add(new End(watch, thread));
        return watch;
    }

    /** Takes beans and meters back. */
    private record End(ClassWatch watch, Thread thread) implements AutoCloseable {
        @Override
        public void close() {
            watch.end();
            Closers.end(thread);
        }
    }

    /**
     * Begins without a sign from the program, if so wanted. To be called when the hooks are in.
     *
     * @param options which say so; not null
     * @param watch what {@link #watch} has returned
     */
    public static void begin(AgentOptions options, ClassWatch watch) {
        if (options.get(OptionTable.JMX) == Bridge.ON) {
            watch.start();
        }
    }

    @Override
    public void run() {
        new MetricsLoop(watch, instrumentation, log, atOnce).run();
    }
}
