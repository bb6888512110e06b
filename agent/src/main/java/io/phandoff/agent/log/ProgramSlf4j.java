// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import io.phandoff.agent.boot.ProgramCall;
import io.phandoff.agent.jvm.ClassState;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

/**
 * One SLF4J of the program, known by its logger factory: whether it is ready. Holds on to nothing of it, so a class loader that
 * the program has let go of can go. Used by the log's thread only.
 */
final class ProgramSlf4j {

    /** What the program's factory says of itself: neither of these will ever write anything. */
    private static final int FAILED = 2;

    private static final int SUCCESSFUL = 3;
    private static final int WITHOUT_PROVIDER = 4;

    private final WeakReference<Class<?>> factory;
    private final ClassState classes;
    private final ProgramLoggers loggers;
    private Boolean besideSpringBoot;
    private long readySince;

    /**
     * A factory, initialised or not.
     *
     * @param factory the class
     * @param classes tells whether it is initialised
     * @param inst opens the factory's package, if it is in a module
     */
    ProgramSlf4j(Class<?> factory, ClassState classes, Instrumentation inst) {
        this.factory = new WeakReference<>(factory);
        this.loggers = new ProgramLoggers(this.factory);
        this.classes = classes;
        Module module = factory.getModule();
        if (module.isNamed()) {
            inst.redefineModule(
                    module,
                    Set.of(),
                    Map.of(),
                    Map.of(factory.getPackageName(), Set.of(ProgramSlf4j.class.getModule())),
                    Set.of(),
                    Map.of());
        }
    }

    /** Its loggers, to be used once it is ready. */
    ProgramLoggers loggers() {
        return loggers;
    }

    boolean is(Class<?> type) {
        return factory.refersTo(type);
    }

    /** Whether Spring Boot is where it was loaded from. Asks the program's loader, so only once it is ready. */
    boolean besideSpringBoot() {
        if (besideSpringBoot == null) {
            Class<?> type = factory.get();
            ClassLoader loader = type == null ? null : type.getClassLoader();
            besideSpringBoot = loader != null && loader.getResource(SpringBoot.APPLICATION.concat(".class")) != null;
        }
        return besideSpringBoot;
    }

    /** Whether the program has unloaded it. */
    boolean isGone() {
        return factory.refersTo(null);
    }

    /** Whether lines can be written: the program has set it up, and what is behind it, and has not stopped that. */
    boolean isReady() {
        Class<?> type = factory.get();
        if (type == null || state() != SUCCESSFUL || loggers.isStopped()) {
            return false;
        }
        try {
            return Log4jState.isConfigured(ProgramCall.invoke(type.getMethod("getILoggerFactory"), null), classes);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    /** Whether the program has set it up and then stopped it. What was not set up is not asked: the question would set it up. */
    boolean isStopped() {
        return state() == SUCCESSFUL && loggers.isStopped();
    }

    /** Time since this was asked first. */
    long readyFor(long nanos) {
        if (readySince == 0) {
            readySince = nanos;
        }
        return nanos - readySince;
    }

    /** Whether it will never be ready. */
    boolean isHopeless() {
        int state = state();
        return state == FAILED || state == WITHOUT_PROVIDER;
    }

    private int state() {
        Class<?> type = factory.get();
        if (type == null || !classes.isInitialized(type)) {
            return 0;
        }
        try {
            Field state = type.getDeclaredField("INITIALIZATION_STATE");
            state.setAccessible(true);
            return state.getInt(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return FAILED;
        }
    }
}
