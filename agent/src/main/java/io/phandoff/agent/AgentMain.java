// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent;

import io.phandoff.agent.config.AgentOptions;
import io.phandoff.agent.config.OptionTable;
import io.phandoff.agent.report.AgentLog;
import io.phandoff.agent.report.ExitSummary;
import io.phandoff.agent.report.LoggingListener;
import io.phandoff.agent.report.ManagementThreadProbe;
import io.phandoff.agent.report.StartLine;
import io.phandoff.agent.report.StatsReporter;
import io.phandoff.agent.transform.InstallReport;
import io.phandoff.agent.transform.Installer;
import io.phandoff.runtime.HandoffRuntime;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.slf4j.Logger;

/**
 * The agent's entry inside its own class loader; called by reflection from the premain class, once a JVM. A step that
 * fails leaves the runtime pass-through, says so in one line and lets the program go on.
 */
public final class AgentMain {

    private AgentMain() {}

    /**
     * Starts the runtime, installs the hooks, then reports.
     *
     * @param args the agent arguments, or null; there are none so far
     * @param inst the JVM's instrumentation; not null
     */
    public static void start(String args, Instrumentation inst) {
        AgentOptions options = AgentOptions.read(System.getProperties());
        Logger log = AgentLog.open();
        warn(log, options.warnings());
        if (args != null && !args.isBlank()) {
            log.warn(
                    "agent-arguments-ignored value=\"{}\" expected=\"system properties {}*\"",
                    args,
                    OptionTable.PREFIX);
        }
        LoggingListener listener = new LoggingListener(log);
        try {
            start(options, inst, log, listener);
        } catch (Throwable t) {
            HandoffRuntime.passThrough("start failed", t);
            log.warn(LoggingListener.passThroughLine("start failed", t));
        }
    }

    private static void start(AgentOptions options, Instrumentation inst, Logger log, LoggingListener listener) {
        if (!HandoffRuntime.start(
                options.toRuntimeConfig(), options.poolFilter(), new ManagementThreadProbe(), listener)) {
            throw new IllegalStateException("the runtime has been started before");
        }
        InstallReport installed = Installer.install(inst);
        log.info(StartLine.of(version(), options, installed));
        warn(log, StartLine.warnings(installed));
        long interval = options.get(OptionTable.STATS_INTERVAL);
        if (interval > 0) {
            StatsReporter.start(log, interval, installed.failures());
            ExitSummary.register(log);
        }
    }

    private static void warn(Logger log, List<String> lines) {
        for (String line : lines) {
            log.warn(line);
        }
    }

    /** The text of {@code --help}; called by reflection. */
    public static String help() {
        return "phandoff " + version() + "\n\n"
                + "usage: java -javaagent:phandoff-agent.jar [options] -jar program.jar\n"
                + "       java -jar phandoff-agent.jar --version | --help\n\n"
                + "options (default, range):\n"
                + OptionTable.toHelp();
    }

    private static String version() {
        String version = AgentMain.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
