// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import io.phandoff.agent.boot.ProgramCall;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Iterator;

/**
 * Whether what a program writes through a logger of Logback comes out anywhere. A context that stops stops and takes away its
 * appenders first, and says last that it is stopped: what comes in between is lost without a word. Looks only.
 */
final class LogbackState {

    private static final String ROOT = "ROOT";

    private LogbackState() {}

    /**
     * Whether the logger has a running appender, itself or from those above it; so has anything that is no logger of Logback.
     *
     * @param logger of the program
     */
    static boolean hasAppender(Object logger) throws ReflectiveOperationException {
        Class<?> type = logger.getClass();
        Method appenders;
        try {
            appenders = type.getMethod("iteratorForAppenders");
        } catch (NoSuchMethodException e) {
            return true;
        }
        Object context = ProgramCall.invoke(type.getMethod("getLoggerContext"), logger);
        Method exists = context.getClass().getMethod("exists", String.class);
        String name = (String) ProgramCall.invoke(type.getMethod("getName"), logger);
        while (true) {
            Object each = ProgramCall.invoke(exists, context, name);
            if (each != null) {
                if (anyStarted((Iterator<?>) ProgramCall.invoke(appenders, each))) {
                    return true;
                }
                if (!isTrue(each, "isAdditive")) {
                    return false;
                }
            }
            if (name.equals(ROOT)) {
                return false;
            }
            int end = name.lastIndexOf('.');
            name = end < 0 ? ROOT : name.substring(0, end);
        }
    }

    private static boolean anyStarted(Iterator<?> appenders) throws ReflectiveOperationException {
        while (appenders.hasNext()) {
            if (isTrue(appenders.next(), "isStarted")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrue(Object target, String question) throws ReflectiveOperationException {
        Method method = publicMethod(target.getClass(), question);
        return method != null && Boolean.TRUE.equals(ProgramCall.invoke(method, target));
    }

    /** As declared by a class or interface that is public itself; an appender of the program's need not be. */
    private static Method publicMethod(Class<?> type, String name) {
        if (type == null) {
            return null;
        }
        if (Modifier.isPublic(type.getModifiers())) {
            try {
                return type.getMethod(name);
            } catch (NoSuchMethodException e) {
                return null;
            }
        }
        for (Class<?> each : type.getInterfaces()) {
            Method method = publicMethod(each, name);
            if (method != null) {
                return method;
            }
        }
        return publicMethod(type.getSuperclass(), name);
    }
}
