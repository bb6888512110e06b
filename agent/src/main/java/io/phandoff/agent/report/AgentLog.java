// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.config.LogMode;
import io.phandoff.agent.log.ProgramLog;
import io.phandoff.agent.log.StderrLogger;
import java.lang.instrument.Instrumentation;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Where the agent's loggers come from: one that writes to standard error, the program's own SLF4J, or nothing. SLF4J's own look for
 * a logger is never made. Safe for use by several threads.
 */
public final class AgentLog {

    private static volatile AgentLog current;

    private final LogMode mode;
    private final ProgramLog program;
    private final Logger simple;

    private AgentLog(LogMode mode, ProgramLog program) {
        this.mode = mode;
        this.program = program;
        this.simple = mode == LogMode.SIMPLE ? new StderrLogger(System.err) : null;
    }

    /**
     * Opens the log. What another mode than the one asked for needs is not
     * loaded.
     *
     * @param mode where lines go; not null
     * @param inst the JVM's instrumentation; not null
     */
    public static AgentLog open(LogMode mode, Instrumentation inst) {
        if (mode != LogMode.APPLICATION) {
            current = new AgentLog(mode, null);
            return current;
        }
        try {
            current = new AgentLog(mode, ProgramLog.start(inst));
            return current;
        } catch (RuntimeException | LinkageError e) {
            AgentLog simple = new AgentLog(LogMode.SIMPLE, null);
            current = simple;
            simple.logger("agent")
                    .warn(new KeyValues("log-application-failed")
                            .add("cause", e.toString())
                            .add("using", "simple")
                            .toString());
            return simple;
        }
    }

    /** The one that was opened last; null before, and after it was ended. */
    public static AgentLog current() {
        return current;
    }

    /**
     * A logger.
     *
     * @param topic what it is about; the program knows it as {@code io.phandoff.} and this; not null
     */
    public Logger logger(String topic) {
        if (mode == LogMode.APPLICATION) {
            return program.logger(topic);
        }
        return mode == LogMode.NONE ? NOPLogger.NOP_LOGGER : simple;
    }

    /** Whether anybody can ever see a line. */
    public boolean isOn() {
        return mode != LogMode.NONE;
    }

    /** To be called when the JVM ends, before the last lines: what the program does not take any more goes to standard error. */
    void close() {
        if (program != null) {
            program.close();
        }
    }

    /** Waits for what is still to be written when the JVM ends, five seconds at most. */
    void flush() throws InterruptedException {
        if (program != null) {
            program.flush(ProgramLog.FLUSH_MILLIS);
        }
    }

    /** To be called when the agent is stopped, after the last line. */
    public void end() {
        current = null;
        if (program != null) {
            try {
                program.end(ProgramLog.FLUSH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
