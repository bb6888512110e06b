// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Calls methods of the program. Log4j 2 chooses its configuration by the class loader of whoever asks for a logger; this
 * class has none, being the bootstrap loader's, so that the thread's context class loader counts.
 */
public final class ProgramCall {

    private ProgramCall() {}

    /**
     * Calls a public method.
     *
     * @param method not null
     * @param target null if the method is static
     * @param arguments its arguments
     * @return what it returns
     * @throws IllegalAccessException if it cannot be called from here
     * @throws InvocationTargetException if it throws
     */
    public static Object invoke(Method method, Object target, Object... arguments)
            throws IllegalAccessException, InvocationTargetException {
        return method.invoke(target, arguments);
    }
}
