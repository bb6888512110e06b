// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * Tells a park for a lock from a park for a message. The synchronizers of the JDK's locks are recognised by class; one
 * that a program made itself is taken for a message, which is always right, only slower.
 */
final class Locks {
    private static final Class<?>[] LOCKS = {
        find("java.util.concurrent.locks.ReentrantLock$NonfairSync"),
        find("java.util.concurrent.locks.ReentrantLock$FairSync"),
        find("java.util.concurrent.locks.ReentrantReadWriteLock$NonfairSync"),
        find("java.util.concurrent.locks.ReentrantReadWriteLock$FairSync")
    };

    private Locks() {}

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    static boolean isLock(Object blocker) {
        Class<?> type = blocker.getClass();
        for (Class<?> lock : LOCKS) {
            if (type == lock) {
                return true;
            }
        }
        return false;
    }
}
