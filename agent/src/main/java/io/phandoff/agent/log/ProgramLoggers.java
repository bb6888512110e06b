// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import io.phandoff.agent.boot.ProgramCall;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * The loggers of one SLF4J of the program. They are known weakly and methods are looked up for each line, so nothing of the
 * program is kept alive. Used by the log's thread only.
 */
final class ProgramLoggers {

    private final WeakReference<Class<?>> factory;
    private final Map<String, WeakReference<Object>> loggers = new HashMap<>();
    private final Set<String> tookLines = new HashSet<>();
    private boolean wasStarted;

    /**
     * The loggers of a factory.
     *
     * @param factory the class
     */
    ProgramLoggers(WeakReference<Class<?>> factory) {
        this.factory = factory;
    }

    /**
     * Notes what the program's settings let through, so that a logger which is off at the end is known to have been stopped.
     *
     * @param loggers their names
     */
    void noteEnabled(List<String> loggers) {
        for (String logger : loggers) {
            call(new LogLine(0, logger, Level.INFO, ""), false, false);
            call(new LogLine(0, logger, Level.WARN, ""), false, false);
        }
    }

    /**
     * Writes a line through the program's logger of that name.
     *
     * @param line the line
     * @param closing the JVM ends: a logger that has been switched off meanwhile counts as stopped
     * @return whether it took the line, if only to drop it as its settings say; not if it was stopped meanwhile, when nobody can
     *     tell whether the line has come out
     */
    boolean write(LogLine line, boolean closing) {
        return call(line, true, closing);
    }

    private boolean call(LogLine line, boolean write, boolean closing) {
        Class<?> type = factory.get();
        if (type == null) {
            return false;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(
                type.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : type.getClassLoader());
        try {
            return call(type, line, write, closing);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private boolean call(Class<?> type, LogLine line, boolean write, boolean closing)
            throws ReflectiveOperationException {
        Object logger = logger(type, line.logger(), closing);
        if (logger == null) {
            return false;
        }
        Class<?> api = type.getMethod("getLogger", String.class).getReturnType();
        boolean info = line.level() == Level.INFO;
        String key = (info ? "info " : "warn ").concat(line.logger());
        Method enabled = api.getMethod(info ? "isInfoEnabled" : "isWarnEnabled");
        if (!takesLines(logger, enabled)) {
            return !closing || !tookLines.contains(key);
        }
        tookLines.add(key);
        if (isStopped() && closing) {
            return false;
        }
        if (!write) {
            return true;
        }
        String method = line.level().name().toLowerCase(Locale.ROOT);
        ProgramCall.invoke(api.getMethod(method, String.class), logger, line.text());
        return takesLines(logger, enabled);
    }

    private static boolean takesLines(Object logger, Method enabled) throws ReflectiveOperationException {
        return Boolean.TRUE.equals(ProgramCall.invoke(enabled, logger)) && LogbackState.hasAppender(logger);
    }

    /**
     * Whether Logback's context was seen started, and is not any more: it takes lines and drops them. That it was is kept: the
     * program may stop it between two of these questions. To be asked of one that the program has set up only, for asking sets it up.
     */
    boolean isStopped() {
        Class<?> type = factory.get();
        try {
            if (type == null || isStarted(type)) {
                wasStarted |= type != null;
                return false;
            }
            return wasStarted;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    /** Null when the JVM ends and the program has let go of it: to ask again could set logging up anew. */
    private Object logger(Class<?> type, String name, boolean closing) throws ReflectiveOperationException {
        WeakReference<Object> known = loggers.get(name);
        Object logger = known == null ? null : known.get();
        if (logger == null && !closing) {
            logger = ProgramCall.invoke(type.getMethod("getLogger", String.class), null, name);
            loggers.put(name, new WeakReference<>(logger));
        }
        return logger;
    }

    /** Logback's context tells, but not that of old versions, which is never started; others have no such method. */
    private static boolean isStarted(Class<?> type) throws IllegalAccessException, InvocationTargetException {
        try {
            Object context = ProgramCall.invoke(type.getMethod("getILoggerFactory"), null);
            return Boolean.TRUE.equals(ProgramCall.invoke(context.getClass().getMethod("isStarted"), context));
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
