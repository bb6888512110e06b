// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** The self-test at start: a park, a sleep, a wait and a file read. Sockets come later, see {@link SocketTest}. */
public final class SelfTest extends CallTest {
    private static final long LIMIT_MILLIS = 10_000;

    private final Object lock = new Object();

    private SelfTest() {}

    /**
     * Runs the test. To be called when the hooks are in place and the runtime is started; takes a few milliseconds, ten
     * seconds at the most.
     *
     * @return the kinds of call that did not pass through the runtime, or why that is not known; null if all did
     */
    public static String failureOrNull() {
        SelfTest test = new SelfTest();
        Thread thread = test.newThread();
        thread.start();
        try {
            thread.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return test.failure();
    }

    @Override
    void calls() throws InterruptedException, IOException {
        long before = HandoffRuntime.calls(CallKind.PARK);
        LockSupport.parkNanos(1);
        expectMore(CallKind.PARK, before);

        // the overloads with two arguments are Java methods on every JDK; the agent's own calls are not rewritten
        before = HandoffRuntime.calls(CallKind.SLEEP);
        Thread.sleep(0, 1);
        expectMore(CallKind.SLEEP, before);

        before = HandoffRuntime.calls(CallKind.WAIT);
        waitOnce();
        expectMore(CallKind.WAIT, before);

        before = HandoffRuntime.calls(CallKind.FILE_READ);
        readOnce();
        expectMore(CallKind.FILE_READ, before);
    }

    @SuppressWarnings("WaitNotInLoop") // nothing is waited for
    private void waitOnce() throws InterruptedException {
        synchronized (lock) {
            lock.wait(0, 1);
        }
    }

    private static void readOnce() throws IOException {
        File file = new File(System.getProperty("java.home"), "lib/modules");
        try (InputStream in = new FileInputStream(file)) {
            in.read();
        }
    }
}
