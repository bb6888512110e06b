// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.SocketTest;
import io.phandoff.runtime.ForkJoinHooks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What follows from a class having its hooks, however it got them: the self-test of sockets begins, workers of
 * {@code ForkJoinPool} are managed once both its classes have theirs. Thread-safe.
 */
final class Effects {
    private final boolean real;
    private final AtomicReference<Thread> socketTest;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile boolean hasPool;
    private volatile boolean hasQueue;

    private Effects(boolean real, Thread socketTest) {
        this.real = real;
        this.socketTest = new AtomicReference<>(socketTest);
    }

    /** Those in a JVM whose classes are rewritten. */
    static Effects inThisJvm(TransformFailures failures) {
        return new Effects(true, SocketTest.thread(new Consumer<>() {
            @Override
            public void accept(String failure) {
                failures.failed(SocketTest.SOCKET_IMPL, new IllegalStateException(failure));
            }
        }));
    }

    /** None, where class files are rewritten that no JVM is to run. */
    static Effects none() {
        return new Effects(false, null);
    }

    /** A class of the bootstrap loader is given back to the JVM with its hooks. */
    void rewritten(String className) {
        if (!real) {
            told.add(className);
        } else if (className.equals(ForkJoinTransform.POOL)) { // these are constants: no class is loaded for them
            forkJoin(true);
        } else if (className.equals(ForkJoinTransform.QUEUE)) {
            forkJoin(false);
        }
    }

    /** Starts the self-test of sockets, once; when the hooks are in, or wait for a class that is being loaded. */
    void testSockets() {
        Thread test = socketTest.getAndSet(null);
        if (test != null) {
            test.start();
        }
    }

    /** Whether a class was, where none has effects. */
    boolean told(String className) {
        return told.contains(className);
    }

    private void forkJoin(boolean isPool) {
        if (isPool) {
            hasPool = true;
        } else {
            hasQueue = true;
        }
        if (hasPool && hasQueue) {
            ForkJoinHooks.complete();
        }
    }
}
