// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.runtime.LoadedPool;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * Looks up what the runtime calls of a pool whose class was loaded before the agent came: its own members, never those of a class
 * of the program that extends it.
 */
final class PoolMembers {
    private static final MethodType INT = MethodType.methodType(int.class);
    private static final MethodType INT_OF_ANY = MethodType.methodType(int.class, Object.class);
    private static final MethodType BOOLEAN_OF_ANY = MethodType.methodType(boolean.class, Object.class);

    private PoolMembers() {}

    /**
     * The members of a pool's class, whose package is open to the agent.
     *
     * @throws ReflectiveOperationException if one is not there
     */
    static LoadedPool of(Class<?> pool) throws ReflectiveOperationException {
        Lookup lookup = MethodHandles.privateLookupIn(pool, MethodHandles.lookup());
        return pool.getName().replace('.', '/').equals(JettyPool.POOL) ? jetty(pool, lookup) : jboss(pool, lookup);
    }

    private static LoadedPool jetty(Class<?> pool, Lookup lookup) throws ReflectiveOperationException {
        MethodHandle adder = lookup.findSpecial(pool, "ensureThreads", MethodType.methodType(void.class), pool);
        return new LoadedPool(
                number(pool, lookup, "getQueueSize"),
                null,
                null,
                number(pool, lookup, "getThreads"),
                adder.asType(BOOLEAN_OF_ANY));
    }

    /** An executor without a limit does not count its queue: then 1 if the next node is a task, as in {@link JBossPool}. */
    private static LoadedPool jboss(Class<?> pool, Lookup lookup) throws ReflectiveOperationException {
        Class<?> node = Class.forName(pool.getName().concat("$QNode"), false, pool.getClassLoader());
        Class<?> taskNode = Class.forName(pool.getName().concat("$TaskNode"), false, pool.getClassLoader());
        Class<?> nodes = taskNode.arrayType();
        MethodHandle head = MethodHandles.filterReturnValue(
                lookup.findGetter(pool, "unsharedTaskNodes", nodes),
                lookup.findStatic(pool, "getHead", MethodType.methodType(taskNode, nodes)));
        MethodHandle next = MethodHandles.filterReturnValue(
                head, lookup.findVirtual(taskNode, "getNext", MethodType.methodType(node)));
        MethodHandle isTask = lookup.findVirtual(
                        Class.class, "isInstance", MethodType.methodType(boolean.class, Object.class))
                .bindTo(taskNode);
        MethodHandle isTaskNext =
                MethodHandles.filterReturnValue(next.asType(next.type().changeReturnType(Object.class)), isTask);
        MethodHandle adder = lookup.findVirtual(pool, "prestartCoreThread", MethodType.methodType(boolean.class));
        return new LoadedPool(
                number(pool, lookup, "getQueueSize"),
                MethodHandles.explicitCastArguments(isTaskNext, INT_OF_ANY),
                number(pool, lookup, "getMaximumQueueSize"),
                number(pool, lookup, "getPoolSize"),
                adder.asType(BOOLEAN_OF_ANY));
    }

    private static MethodHandle number(Class<?> pool, Lookup lookup, String name) throws ReflectiveOperationException {
        return lookup.findSpecial(pool, name, INT, pool).asType(INT_OF_ANY);
    }
}
