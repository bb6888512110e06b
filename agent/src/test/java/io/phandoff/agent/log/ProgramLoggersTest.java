// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class ProgramLoggersTest {

    private static final LogLine LINE = new LogLine(0, "io.phandoff.stats", Level.INFO, "line");
    private static final Context CONTEXT = new Context();

    private final ProgramLoggers loggers = new ProgramLoggers(new WeakReference<>(Factory.class));

    @BeforeEach
    void start() {
        CONTEXT.started = true;
        CONTEXT.lines.clear();
    }

    @Test
    void isStopped_contextStarted_isFalse() {
        assertThat(loggers.write(LINE, false)).isTrue();
        assertThat(CONTEXT.lines).containsExactly("line");
        assertThat(loggers.isStopped()).isFalse();
    }

    /** The program stops its logging after the log's thread has asked and before the line is written. */
    @Test
    void isStopped_contextStoppedJustBeforeALine_isTrueAfterIt() {
        loggers.write(LINE, false);
        CONTEXT.started = false;
        loggers.write(LINE, false);
        assertThat(loggers.isStopped()).isTrue();
    }

    /** As it does after it was asked whether it is ready, and before anything was written. */
    @Test
    void isStopped_contextSeenStartedOnlyByTheQuestion_isTrueAfterAStop() {
        assertThat(loggers.isStopped()).isFalse();
        CONTEXT.started = false;
        assertThat(loggers.isStopped()).isTrue();
    }

    @Test
    void isStopped_contextStartedAgain_isFalse() {
        loggers.write(LINE, false);
        CONTEXT.started = false;
        loggers.write(LINE, false);
        CONTEXT.started = true;
        assertThat(loggers.isStopped()).isFalse();
    }

    /** An old Logback never is. */
    @Test
    void isStopped_contextNeverStarted_isFalse() {
        CONTEXT.started = false;
        loggers.write(LINE, false);
        assertThat(loggers.isStopped()).isFalse();
    }

    @Test
    void write_atTheEndOfTheJvmAndStopped_isRefused() {
        loggers.write(LINE, false);
        CONTEXT.started = false;
        assertThat(loggers.write(LINE, true)).isFalse();
    }

    /** Called as SLF4J's own. */
    public static final class Factory {
        private static final ProgramLogger LOGGER = new ProgramLogger();

        private Factory() {}

        /** The one logger. */
        public static ProgramLogger getLogger(String name) {
            return LOGGER;
        }

        /** As Logback's. */
        public static Context getILoggerFactory() {
            return CONTEXT;
        }
    }

    /** Takes every line. */
    public static final class ProgramLogger {
        /** Whether it does. */
        public boolean isInfoEnabled() {
            return true;
        }

        /** Takes a line. */
        public void info(String line) {
            CONTEXT.lines.add(line);
        }
    }

    /** Started or not. */
    public static final class Context {
        private final List<String> lines = new ArrayList<>();
        private boolean started;

        /** Whether it is. */
        public boolean isStarted() {
            return started;
        }
    }
}
