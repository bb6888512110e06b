// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.jvm;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether the program has initialised a class. To read a static field would initialise it, too early and on our
 * thread; the JDK can tell without, in a package that is opened to the agent alone. Thread-safe.
 */
public final class ClassState {

    private static final String PACKAGE = "jdk.internal.misc";

    private final Object unsafe;
    private final Method shouldBeInitialized;

    private ClassState(Object unsafe, Method shouldBeInitialized) {
        this.unsafe = unsafe;
        this.shouldBeInitialized = shouldBeInitialized;
    }

    /**
     * Opens what is needed.
     *
     * @param inst the JVM's instrumentation; not null
     * @return on a JVM that cannot tell, one to which every class counts as initialised
     */
    public static ClassState of(Instrumentation inst) {
        try {
            inst.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(PACKAGE, Set.of(ClassState.class.getModule())),
                    Map.of(),
                    Set.of(),
                    Map.of());
            Class<?> unsafe = Class.forName(PACKAGE.concat(".Unsafe"));
            return new ClassState(
                    unsafe.getMethod("getUnsafe").invoke(null), unsafe.getMethod("shouldBeInitialized", Class.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new ClassState(null, null);
        }
    }

    /**
     * Whether a class is initialised; false while it is being.
     *
     * @param type not null
     */
    public boolean isInitialized(Class<?> type) {
        try {
            return shouldBeInitialized == null || Boolean.FALSE.equals(shouldBeInitialized.invoke(unsafe, type));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
