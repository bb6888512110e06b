// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * What a thread may do, for the threads that it makes: up to JDK 23 a new thread inherits the security context of who makes it. That of
 * the runtime's own threads may do all, so a spare born in it could do what its pool's workers must not. Later there is
 * no such context, and this does nothing. Immutable.
 */
@SuppressWarnings({"removal", "deprecation"}) // kept up for as long as a JDK has it
final class CallerContext {
    /** What is done in the context of another. */
    interface Action {
        boolean run() throws Throwable;
    }

    /** An {@code AccessControlContext}, but for a JDK that has no such class any more: null. */
    private final Object context;

    private CallerContext(Object context) {
        this.context = context;
    }

    /** The calling thread's. */
    static CallerContext ofThisThread() {
        return new CallerContext(current());
    }

    private static Object current() {
        try {
            return AccessController.getContext();
        } catch (LinkageError e) {
            return null;
        }
    }

    /** Runs an action in it. */
    boolean run(Action action) throws Throwable {
        return context == null ? action.run() : InContext.run(action, (AccessControlContext) context);
    }

    /** Carries what is thrown through {@link AccessController}. */
    private static final class InContext implements PrivilegedAction<Boolean> {
        private final Action action;
        private Throwable thrown;

        private InContext(Action action) {
            this.action = action;
        }

        static boolean run(Action action, AccessControlContext context) throws Throwable {
            InContext inContext = new InContext(action);
            boolean result = AccessController.doPrivileged(inContext, context);
            if (inContext.thrown != null) {
                throw inContext.thrown;
            }
            return result;
        }

        @Override
        public Boolean run() {
            try {
                return action.run();
            } catch (Throwable e) {
                thrown = e;
                return false;
            }
        }
    }
}
