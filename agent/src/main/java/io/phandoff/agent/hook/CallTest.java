// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import java.io.IOException;

/**
 * Makes blocking calls on a managed thread of its own and looks whether they pass through the runtime. A hook that is in
 * the table, in the class file and in the class may still not be reached, on a JVM that was built differently.
 */
abstract class CallTest implements Runnable {
    private static final String THREAD_NAME = "phandoff-self-test";

    private final StringBuilder missed = new StringBuilder();
    private volatile String failure = "the self-test did not end in time";

    /** A daemon thread for this test, not started; it takes nothing over from the thread that starts it. */
    final Thread newThread() {
        Thread thread = new Thread(null, this, THREAD_NAME, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** The calls, each between {@link HandoffRuntime#calls} and {@link #expectMore}. */
    abstract void calls() throws InterruptedException, IOException;

    /** What is wrong; null if all calls were seen. */
    final String failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            if (!HandoffRuntime.adoptCurrentThread("self-test")) {
                failure = "the runtime did not take the thread of the self-test";
                return;
            }
            try {
                calls();
            } finally {
                HandoffRuntime.releaseCurrentThread();
            }
            failure = missed.length() == 0 ? null : "calls not seen: ".concat(missed.toString());
        } catch (InterruptedException | IOException | RuntimeException | LinkageError e) {
            failure = "the self-test failed: ".concat(e.toString());
        }
    }

    final void expectMore(int kind, long before) {
        if (HandoffRuntime.calls(kind) <= before) {
            missed.append(missed.length() == 0 ? "" : ",").append(CallKind.name(kind));
        }
    }
}
