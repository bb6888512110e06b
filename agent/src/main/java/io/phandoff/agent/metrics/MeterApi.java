// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.agent.jvm.ClassState;
import java.lang.reflect.Method;
import java.util.function.ToDoubleFunction;

/**
 * What is called of one copy of Micrometer, which the agent does not know at compile time. For one use: it keeps that copy alive.
 */
final class MeterApi {
    private static final String PACKAGE = "io.micrometer.core.instrument.";
    private static final String METRICS = PACKAGE + "Metrics";

    private final ClassLoader loader;
    private final Object registry;
    private final Class<?> registryType;

    /**
     * The registry that a program uses if it names none. To be called once the program has initialised its class.
     *
     * @throws ReflectiveOperationException if this copy is made otherwise than 1.0 to 1.17 are
     */
    MeterApi(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        registryType = type("MeterRegistry");
        registry =
                Class.forName(METRICS, true, loader).getField("globalRegistry").get(null);
    }

    /**
     * Whether the program has initialised that class. To do so initialises the program's logging, and might deadlock with a thread
     * of the program that is about to.
     */
    static boolean isInUse(ClassLoader loader, ClassState classes) throws ClassNotFoundException {
        return classes.isInitialized(Class.forName(METRICS, false, loader));
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name, true, loader);
    }

    /** Registers a meter that reads an object, which the registry holds weakly; the meter, or that of the same name and tags. */
    <T> Object register(MeterDefinition<T> definition, T of, String... tags) throws ReflectiveOperationException {
        Class<?> type = type(definition.counts() ? "FunctionCounter" : "Gauge");
        ToDoubleFunction<T> value = definition.counts() ? new Monotone<>(definition.value()) : definition.value();
        Object builder = type.getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
                .invoke(null, definition.name(), of, value);
        builder = set(builder, "description", String.class, definition.description());
        if (definition.unit() != null) {
            builder = set(builder, "baseUnit", String.class, definition.unit());
        }
        builder = set(builder, "tags", String[].class, definition.tag());
        builder = set(builder, "tags", String[].class, tags);
        return set(builder, "register", registryType, registry);
    }

    private static Object set(Object builder, String what, Class<?> type, Object value)
            throws ReflectiveOperationException {
        Method method = builder.getClass().getMethod(what, type);
        return method.invoke(builder, value);
    }

    void remove(Object meter) throws ReflectiveOperationException {
        registryType.getMethod("remove", type("Meter")).invoke(registry, meter);
    }
}
