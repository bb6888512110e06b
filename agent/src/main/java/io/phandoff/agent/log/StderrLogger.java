// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.io.PrintStream;
import java.util.TimeZone;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/**
 * The logger of {@code phandoff.log=simple}: one line a call to the standard error that the JVM started with; what the program puts
 * in its place is the program's. Our own, not one that SLF4J finds: finding and configuring it was a third of the start.
 * Thread-safe.
 */
public final class StderrLogger extends InfoLogger {

    private static final long serialVersionUID = 1L;

    private final transient PrintStream err;
    private final transient LogTime time;

    /**
     * A logger.
     *
     * @param err where lines go; not null
     */
    public StderrLogger(PrintStream err) {
        this(err, LocalZone.get());
    }

    StderrLogger(PrintStream err, TimeZone zone) {
        super("phandoff");
        this.err = err;
        this.time = new LogTime(zone);
    }

    @Override
    public void info(String message) {
        write("INFO", message, null);
    }

    @Override
    public void warn(String message) {
        write("WARN", message, null);
    }

    private void write(String level, String text, Throwable cause) {
        StringBuilder line = new StringBuilder();
        time.append(System.currentTimeMillis(), line);
        line.append(' ').append(level).append(' ').append(text);
        synchronized (err) {
            err.println(line.toString());
            if (cause != null) {
                cause.printStackTrace(err);
            }
            err.flush();
        }
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
        write(level.name(), arguments == null ? message : MessageFormatter.basicArrayFormat(message, arguments), cause);
    }
}
