// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.jvm.ClassState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgramSlf4jTest {
    /** As SLF4J's own. */
    private static final int SUCCESSFUL = 3;

    private final ProgramSlf4j program = new ProgramSlf4j(Factory.class, ClassState.of(null), null);

    @BeforeEach
    void isNotSetUp() {
        Factory.INITIALIZATION_STATE = 0;
        Factory.asked = 0;
        Factory.started = true;
    }

    /** SLF4J sets itself up when it is asked for its factory; that is for the program to do, and only then. */
    @Test
    void questions_notSetUp_doNotSetItUp() {
        assertThat(program.isReady()).isFalse();
        assertThat(program.isStopped()).isFalse();
        assertThat(program.isHopeless()).isFalse();
        assertThat(Factory.asked).isZero();
    }

    @Test
    void isStopped_setUpAndThenStopped_isTrue() {
        Factory.INITIALIZATION_STATE = SUCCESSFUL;
        assertThat(program.isReady()).isTrue();
        assertThat(program.isStopped()).isFalse();

        Factory.started = false;
        assertThat(program.isStopped()).isTrue();
        assertThat(program.isReady()).isFalse();
    }

    /** Called and read as SLF4J's own. */
    public static final class Factory {
        @SuppressWarnings("UnusedVariable") // read by its name
        private static int INITIALIZATION_STATE;

        private static int asked;
        private static boolean started;

        private Factory() {}

        /** Sets SLF4J up. */
        public static Context getILoggerFactory() {
            asked++;
            return new Context();
        }
    }

    /** As Logback's. */
    public static final class Context {
        /** Whether it is. */
        public boolean isStarted() {
            return Factory.started;
        }
    }
}
