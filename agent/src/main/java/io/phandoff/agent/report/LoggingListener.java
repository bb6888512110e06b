// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.Mode;
import io.phandoff.runtime.RuntimeListener;
import org.slf4j.Logger;

/** Logs what the runtime reports. Safe for use by several threads. */
public final class LoggingListener implements RuntimeListener {

    private final Logger log;

    /**
     * A listener.
     *
     * @param log where to log; not null
     */
    public LoggingListener(Logger log) {
        this.log = log;
    }

    @Override
    public void passThrough(String reason, Throwable cause) {
        AgentMark.setPassThrough(true);
        log.warn(passThroughLine(reason, cause));
    }

    @Override
    public void growthFailed(String pool, Throwable cause) {
        log.warn(new KeyValues("growth-failed")
                .add("pool", pool)
                .add("cause", cause.toString())
                .toString());
    }

    @Override
    public void growthCapped(String pool, String cap) {
        // That it lacks something by that, and which option changes it, is for the diagnosis to say.
        log.info(
                new KeyValues("growth-capped").add("pool", pool).add("cap", cap).toString());
    }

    @Override
    public void resized(int from, int to) {
        log.info(new KeyValues("resized").add("from", from).add("to", to).toString());
    }

    @Override
    public void localFlushFailed(Throwable cause) {
        log.warn(new KeyValues("local-flush-failed")
                .add("cause", cause.toString())
                .toString());
    }

    @Override
    public void resumed() {
        AgentMark.setPassThrough(false);
        log.info("resumed");
    }

    @Override
    public void modeChanged(Mode mode) {
        if (AgentMark.setMode(mode)) { // else it is what the first line says
            log.info(new KeyValues("mode").add("to", mode.label()).toString());
        }
    }

    /**
     * The line that says that the agent has stepped aside.
     *
     * @param reason what happened; not null
     * @param cause the error behind it, or null
     */
    public static String passThroughLine(String reason, Throwable cause) {
        KeyValues line = new KeyValues("pass-through").add("reason", reason);
        if (cause != null) {
            line.add("cause", cause.toString());
            StackTraceElement[] stack = cause.getStackTrace();
            if (stack.length > 0) {
                line.add("at", stack[0].toString());
            }
        }
        return line.toString();
    }
}
