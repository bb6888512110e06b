// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.jvm.ClassState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgramLogTest {

    /** While it were, parking would return at once. */
    @Test
    @Timeout(60)
    void run_threadInterrupted_doesNotStayInterrupted() throws InterruptedException {
        ProgramLog log = ProgramLog.start(instrumentation());
        try {
            Thread thread = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().equals("phandoff-log"))
                    .findAny()
                    .orElseThrow();
            Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
            thread.interrupt();
            Awaitility.await().until(() -> !thread.isInterrupted());
            assertThat(thread.isAlive()).isTrue();
        } finally {
            log.end(TimeUnit.SECONDS.toMillis(10));
        }
    }

    /** Log4j stops by itself at the end; what it drops then, and the program's settings would not, goes to standard error. */
    @Test
    void write_programsLogEndsAndTheJvmAsWell_lineAfterTheCloseGoesToStandardError() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProgramLog log = new ProgramLog(instrumentation(), new PrintStream(err, true, StandardCharsets.UTF_8));
        log.logger("stats").info("before");
        Factory.atALine = () -> {
            log.close();
            Factory.enabled = false;
            log.logger("stats").info("summary");
        };
        log.write(new ProgramSlf4j(Factory.class, ClassState.of(null), null), false);
        // Whether the one that was being written has come out nobody can tell.
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("summary").contains("before");
    }

    /** Called as SLF4J's own; itself the logger. */
    public static final class Factory {
        private static final Factory LOGGER = new Factory();
        private static boolean enabled = true;
        private static Runnable atALine;

        private Factory() {}

        /** The one logger. */
        public static Factory getLogger(String name) {
            return LOGGER;
        }

        /** Whether it takes lines. */
        public boolean isInfoEnabled() {
            return enabled;
        }

        /** As for information. */
        public boolean isWarnEnabled() {
            return enabled;
        }

        /** Takes a line. */
        public void info(String line) {
            atALine.run();
        }

        /** Has nothing to tell. */
        public static Object getILoggerFactory() {
            return LOGGER;
        }
    }

    /** Of a JVM in which no class is loaded. */
    private static Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                ProgramLogTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses" -> new Class<?>[0];
                    case "removeTransformer" -> true;
                    default -> null;
                });
    }
}
