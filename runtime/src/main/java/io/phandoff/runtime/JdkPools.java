// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Pools that the JDK made for itself of plain threads in the program's thread group, so that only their thread factories
 * tell: the timer of {@code CompletableFuture} up to 24, whose delays all others wait for, and the default pool of asynchronous channels up
 * to 21, whose threads are blocked in native code for ever.
 *
 * <p>The workers of an {@code HttpClient} are not among them: they run what the program does with an answer.
 */
final class JdkPools {
    private JdkPools() {}

    static boolean owns(Object executor) {
        Class<?> type = executor.getClass();
        if (type != ThreadPoolExecutor.class && type != ScheduledThreadPoolExecutor.class) {
            return false; // of the program: none of its methods is called here
        }
        String factory =
                ((ThreadPoolExecutor) executor).getThreadFactory().getClass().getName();
        return factory.startsWith("java.util.concurrent.CompletableFuture$") || factory.startsWith("sun.nio.ch.");
    }
}
