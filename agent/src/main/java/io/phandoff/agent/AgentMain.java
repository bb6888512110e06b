// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent;

import io.phandoff.agent.boot.AgentClassLoader;
import io.phandoff.agent.boot.Premain;
import io.phandoff.agent.cache.CacheDirectory;
import io.phandoff.agent.config.AgentOptions;
import io.phandoff.agent.config.OptionTable;
import io.phandoff.agent.config.Settings;
import io.phandoff.agent.life.Closers;
import io.phandoff.agent.log.Warnings;
import io.phandoff.agent.metrics.MetricsStart;
import io.phandoff.agent.report.AgentLog;
import io.phandoff.agent.report.AgentMark;
import io.phandoff.agent.report.ExitSummary;
import io.phandoff.agent.report.LoggingListener;
import io.phandoff.agent.report.ManagementThreadProbe;
import io.phandoff.agent.report.StartLine;
import io.phandoff.agent.report.StatsReporter;
import io.phandoff.agent.transform.ClassWatch;
import io.phandoff.agent.transform.InstallReport;
import io.phandoff.agent.transform.Installer;
import io.phandoff.agent.transform.Prepare;
import io.phandoff.agent.transform.Uninstalled;
import io.phandoff.runtime.EndReport;
import io.phandoff.runtime.HandoffRuntime;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.slf4j.Logger;

/**
 * The agent's entry inside its own class loader; called by reflection from the premain class, once a JVM. A step that
 * fails leaves the runtime pass-through, says so in one line and lets the program go on.
 */
public final class AgentMain {

    /** The system property with which {@code prepare} starts a JVM: the directory. No option, for it is nobody else's. */
    public static final String PREPARE = "io.phandoff.prepare";

    /** The system property that tells that JVM's main method whether it was done: {@code true} or {@code false}. */
    public static final String PREPARED = "io.phandoff.prepared";

    private AgentMain() {}

    /**
     * Starts the runtime, installs the hooks, then reports.
     *
     * @param args the agent arguments, {@code key=value,key=value}, or null
     * @param inst the JVM's instrumentation; not null
     */
    public static void start(String args, Instrumentation inst) {
        start(args, inst, false);
    }

    /**
     * The same in a JVM whose program runs already.
     *
     * @param args options as {@code key=value,key=value}, or null
     * @param inst the JVM's instrumentation; not null
     * @return what is logged at the start
     */
    public static String attach(String args, Instrumentation inst) {
        return start(args, inst, true);
    }

    private static String start(String args, Instrumentation inst, boolean late) {
        AgentOptions options = AgentOptions.read(Settings.read(args, System.getProperties(), System.getenv()));
        if (!options.get(OptionTable.ENABLED)) {
            Premain.ended();
            return "not started: phandoff.enabled=false (expected: true)";
        }
        String prepare = System.getProperty(PREPARE);
        if (prepare != null && !late) { // never in a program that runs
            return prepare(options, inst, prepare);
        }
        AgentLog opened = AgentLog.open(options.get(OptionTable.LOG), inst);
        Logger log = opened.logger("agent");
        Warnings.to(log);
        warn(log, options.warnings());
        LoggingListener listener = new LoggingListener(opened.logger("runtime"));
        try {
            return start(options, inst, opened, log, listener, late);
        } catch (Throwable t) {
            HandoffRuntime.passThrough("start failed", t);
            String line = LoggingListener.passThroughLine("start failed", t);
            log.warn(line);
            if (late) {
                stop(); // the program was without it before
            }
            return line;
        }
    }

    private static String start(
            AgentOptions options,
            Instrumentation inst,
            AgentLog logs,
            Logger log,
            LoggingListener listener,
            boolean late) {
        if (!HandoffRuntime.start(
                options.toRuntimeConfig(), options.poolFilter(), new ManagementThreadProbe(), listener)) {
            throw new IllegalStateException("the runtime has been started before");
        }
        Closers.open();
        AgentMark.put(version(), options.get(OptionTable.MODE), inst); // from here on there is something to be stopped
        HandoffRuntime.setMode(options.get(OptionTable.MODE));
        ClassWatch watch = MetricsStart.watch(options, inst, log);
        InstallReport installed = Installer.install(inst, options.extraHooks(), watch, cache(options));
        if (late) {
            HandoffRuntime.adoptOldWorkers();
        }
        String started = StartLine.of(version(), options, installed);
        log.info(started);
        warn(log, StartLine.warnings(installed));
        MetricsStart.begin(options, watch);
        if (logs.isOn()) {
            StatsReporter.start(logs.logger("stats"), options, installed.failures());
            if (options.get(OptionTable.STATS_INTERVAL) > 0) {
                ExitSummary.register(logs);
            }
        }
        return started;
    }

    private static CacheDirectory cache(AgentOptions options) {
        String directory = options.get(OptionTable.CACHE);
        return directory.isEmpty() ? null : cache(options, directory);
    }

    private static CacheDirectory cache(AgentOptions options, String directory) {
        File jar = ((AgentClassLoader) AgentMain.class.getClassLoader()).file();
        return new CacheDirectory(
                directory, jar, version(), options.extraHooks().toString());
    }

    /** The main method then ends the JVM: to exit in premain makes JDK 26 wait a minute for it to return. */
    private static String prepare(AgentOptions options, Instrumentation inst, String directory) {
        for (String warning : options.warnings()) {
            System.err.println("phandoff: " + warning);
        }
        try {
            String written = "prepared " + Prepare.run(inst, options.extraHooks(), cache(options, directory));
            System.out.println(written);
            System.setProperty(PREPARED, "true");
            return written;
        } catch (IOException e) {
            System.err.println("phandoff: not prepared: cause=" + e.getMessage());
            System.setProperty(PREPARED, "false");
            return null;
        }
    }

    /**
     * Undoes the start: hooks and threads go, the program is as before. The agent's classes stay, and may be started again. If it
     * fails half-way it can be called again.
     *
     * @return what is logged
     */
    public static synchronized String stop() {
        try {
            Closers.closeAll();
            EndReport end = HandoffRuntime.end();
            Uninstalled gone = Installer.uninstall();
            HandoffRuntime.forget();
            AgentMark.remove();
            String line = "stopped classes-restored=" + gone.restored() + " left-with-idle-hooks=" + gone.left()
                    + (end.unflushed() == 0 ? "" : " unflushed=" + end.unflushed())
                    + (end.threadsLeft() == 0 ? "" : " threads-left=" + end.threadsLeft());
            AgentLog log = AgentLog.current();
            log.logger("agent").info(line);
            Warnings.to(null);
            log.end();
            return line;
        } finally {
            if (!HandoffRuntime.isStarted()) {
                Premain.ended();
            }
        }
    }

    private static void warn(Logger log, List<String> lines) {
        for (String line : lines) {
            log.warn(line);
        }
    }

    /** The agent's version. */
    public static String version() {
        String version = AgentMain.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
