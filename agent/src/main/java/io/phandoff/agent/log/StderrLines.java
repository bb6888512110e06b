// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.io.PrintStream;

/** Writes lines to the standard error that the JVM started with, as the simple mode does. Used by one thread. */
final class StderrLines {

    private final PrintStream err;
    private LogTime time;

    StderrLines(PrintStream err) {
        this.err = err;
    }

    void write(LogLine line) {
        if (time == null) {
            time = new LogTime(LocalZone.get());
        }
        StringBuilder text = new StringBuilder();
        time.append(line.millis(), text);
        err.println(text.append(' ').append(line.level()).append(' ').append(line.text()));
    }
}
