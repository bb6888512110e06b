// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's one logger: SLF4J's simple logger, configured by {@code simplelogger.properties} of the agent's jar. */
public final class AgentLog {

    private AgentLog() {}

    /** Opens the logger. To be called before anything else uses SLF4J; not null, safe for use by several threads. */
    public static Logger open() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The simple logger asks the context class loader for its file: it must not find the program's.
        thread.setContextClassLoader(AgentLog.class.getClassLoader());
        try {
            return LoggerFactory.getLogger("phandoff");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
