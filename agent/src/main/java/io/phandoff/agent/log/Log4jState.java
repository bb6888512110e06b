// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import io.phandoff.agent.boot.ProgramCall;
import io.phandoff.agent.jvm.ClassState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;

/**
 * Whether Log4j 2 has read its configuration. SLF4J is ready before: Log4j reads it when the first logger is asked for, and what the
 * program logs while another thread has it do so is lost. Looks only, and makes no Log4j do anything.
 */
final class Log4jState {

    private static final String LOGGER_FACTORY = "org.apache.logging.slf4j.Log4jLoggerFactory";
    private static final String MANAGER = "org.apache.logging.log4j.LogManager";
    private static final String SELECTOR = "org.apache.logging.log4j.core.selector.ContextSelector";

    private Log4jState() {}

    /**
     * Whether loggers can be used without making Log4j read its configuration; so is anything that is no Log4j.
     *
     * @param loggers what SLF4J takes its loggers from
     * @param classes tells what is initialised
     */
    static boolean isConfigured(Object loggers, ClassState classes) throws ReflectiveOperationException {
        if (!loggers.getClass().getName().equals(LOGGER_FACTORY)) {
            return true;
        }
        ClassLoader loader = loggers.getClass().getClassLoader();
        Class<?> manager = Class.forName(MANAGER, false, loader);
        if (!classes.isInitialized(manager)) {
            return false;
        }
        Object factory = ProgramCall.invoke(manager.getMethod("getFactory"), null);
        Method getSelector;
        try {
            getSelector = factory.getClass().getMethod("getSelector");
        } catch (NoSuchMethodException e) {
            // Log4j's interface with something else behind it.
            return true;
        }
        Object selector = ProgramCall.invoke(getSelector, factory);
        Method getContexts = Class.forName(SELECTOR, false, loader).getMethod("getLoggerContexts");
        for (Object context : (Collection<?>) ProgramCall.invoke(getContexts, selector)) {
            if (isStarted(context)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStarted(Object context)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return Boolean.TRUE.equals(ProgramCall.invoke(context.getClass().getMethod("isStarted"), context));
    }
}
