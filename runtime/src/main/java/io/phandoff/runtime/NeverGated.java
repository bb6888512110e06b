// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/** Threads that are never managed, whatever the program's owner says. */
final class NeverGated {
    private NeverGated() {}

    static boolean is(Thread thread) {
        return isVirtual(thread) || isOfJdk(thread) || thread.getName().startsWith("phandoff-"); // ours
    }

    /** {@code Thread.isVirtual()} is not in 17; both classes of virtual threads are known by name. */
    private static boolean isVirtual(Thread thread) {
        String name = thread.getClass().getName();
        return name.equals("java.lang.VirtualThread") || name.startsWith("java.lang.ThreadBuilders$");
    }

    /** Threads that the JDK made for itself (process reapers, cleaners, carriers): others wait for them without knowing. */
    private static boolean isOfJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getParent() == null
                || thread.getClass().getName().startsWith("jdk.internal.");
    }
}
