// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees the program load SLF4J's and Spring Boot's classes, on the threads that load them: counts, wakes the log's thread,
 * and holds on to nothing.
 */
final class ClassWatch implements ClassFileTransformer {

    /** Put together at run time, for the names of classes are rewritten when the agent's jar is made. */
    static final String LOGGER_FACTORY = String.join(".", "org", "slf4j", "LoggerFactory");

    private static final String LOGGER_FACTORY_FILE = LOGGER_FACTORY.replace('.', '/');

    private final ProgramLog log;
    private final AtomicInteger factoriesSeen = new AtomicInteger();
    private volatile boolean springSeen;

    ClassWatch(ProgramLog log) {
        this.log = log;
    }

    /** How often a class with the name of the logger factory was about to be defined. */
    int factoriesSeen() {
        return factoriesSeen.get();
    }

    boolean springSeen() {
        return springSeen;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain protectionDomain, byte[] bytes) {
        if (className == null || redefined != null || !className.startsWith("org/")) {
            return null;
        }
        try {
            if (className.equals(LOGGER_FACTORY_FILE)) {
                factoriesSeen.incrementAndGet();
                log.wake();
            } else if (className.equals(SpringBoot.APPLICATION)) {
                springSeen = true;
            } else if (className.equals(SpringBoot.LISTENER)) {
                springSeen = true;
                return SpringBoot.rewritten(bytes);
            }
        } catch (RuntimeException | LinkageError e) {
            // An unknown shape of the listener: then the log waits for as long as it does at most.
            return null;
        }
        return null;
    }
}
