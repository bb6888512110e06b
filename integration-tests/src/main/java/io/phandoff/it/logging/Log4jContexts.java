// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.logging;

import java.lang.reflect.Method;
import java.util.Collection;

/** {@link LogsLate}, then tells how many configurations Log4j 2 has: one a class loader that asked for a logger. */
public final class Log4jContexts {

    private Log4jContexts() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        LogsLate.main(args);
        Class<?> manager = Class.forName("org.apache.logging.log4j.LogManager");
        Object factory = manager.getMethod("getFactory").invoke(null);
        Object selector = factory.getClass().getMethod("getSelector").invoke(factory);
        Method contexts = Class.forName("org.apache.logging.log4j.core.selector.ContextSelector")
                .getMethod("getLoggerContexts");
        System.out.println("contexts=" + ((Collection<?>) contexts.invoke(selector)).size());
    }
}
