// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogbackStateTest {

    private final Context context = new Context();
    private final ContextLogger root = context.logger("ROOT");
    private final ContextLogger ofAgent = context.logger("io.phandoff");
    private final ContextLogger stats = context.logger("io.phandoff.stats");

    @Test
    void hasAppender_noLoggerOfLogback_isTrue() throws Exception {
        assertThat(LogbackState.hasAppender(new Object())).isTrue();
    }

    @Test
    void hasAppender_rootHasOne_isTrueUntilItStopsOrIsTakenAway() throws Exception {
        assertThat(LogbackState.hasAppender(stats)).isFalse();
        Appender appender = new Appender();
        root.appenders = List.of(appender);
        assertThat(LogbackState.hasAppender(stats)).isTrue();
        appender.started = false;
        assertThat(LogbackState.hasAppender(stats)).isFalse();
        appender.started = true;
        root.appenders = List.of();
        assertThat(LogbackState.hasAppender(stats)).isFalse();
    }

    @Test
    void hasAppender_oneOfTwoStopped_isTrue() throws Exception {
        Appender stopped = new Appender();
        stopped.started = false;
        stats.appenders = List.of(stopped, new Appender());
        assertThat(LogbackState.hasAppender(stats)).isTrue();
    }

    @Test
    void hasAppender_onlyAboveOneThatKeepsItsLines_isFalse() throws Exception {
        root.appenders = List.of(new Appender());
        ofAgent.additive = false;
        assertThat(LogbackState.hasAppender(stats)).isFalse();
    }

    /** What all that a context has has in Logback. */
    public interface LifeCycle {
        /** Whether it runs. */
        boolean isStarted();
    }

    /** A program's own: not public. */
    private static final class Appender implements LifeCycle {
        private boolean started = true;

        @Override
        public boolean isStarted() {
            return started;
        }
    }

    /** As Logback's. */
    public static final class Context {
        private final Map<String, ContextLogger> loggers = new HashMap<>();

        private ContextLogger logger(String name) {
            ContextLogger logger = new ContextLogger(name, this);
            loggers.put(name, logger);
            return logger;
        }

        /** The logger, null if nobody has asked for it yet. */
        public ContextLogger exists(String name) {
            return loggers.get(name);
        }
    }

    /** As Logback's. */
    public static final class ContextLogger {
        private final String name;
        private final Context context;
        private List<Appender> appenders = List.of();
        private boolean additive = true;

        private ContextLogger(String name, Context context) {
            this.name = name;
            this.context = context;
        }

        /** What writes its lines. */
        public Iterator<?> iteratorForAppenders() {
            return appenders.iterator();
        }

        /** Where it is from. */
        public Context getLoggerContext() {
            return context;
        }

        /** Its name. */
        public String getName() {
            return name;
        }

        /** Whether those above it get its lines as well. */
        public boolean isAdditive() {
            return additive;
        }
    }
}
