// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/** A logger of the agent's whose lines go into the buffer. What the program logs of them its own settings decide. */
final class BufferedLogger extends InfoLogger {

    private static final long serialVersionUID = 1L;

    private final transient ProgramLog log;

    BufferedLogger(String name, ProgramLog log) {
        super(name);
        this.log = log;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
        String text = MessageFormatter.basicArrayFormat(message, arguments);
        log.add(new LogLine(
                System.currentTimeMillis(), name, level, cause == null ? text : text + " cause=\"" + cause + '"'));
    }
}
