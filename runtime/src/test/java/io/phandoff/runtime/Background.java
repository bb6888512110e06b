// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that runs on a daemon thread of its own while the test's thread acts for the workers. */
final class Background<T> extends Thread {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Call<T> call;

    /** What it runs. */
    interface Call<T> {
        T call() throws Throwable;
    }

    Background(Call<T> call) {
        this.call = call;
        setDaemon(true);
        start();
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // get() throws it
    public void run() {
        try {
            result.complete(call.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    boolean done() {
        return result.isDone();
    }

    T get() throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(60, TimeUnit.SECONDS);
    }

    /** Waits until it sleeps: in a wait with or without a time limit. */
    void awaitBlocked() {
        await().until(() -> getState() == State.WAITING || getState() == State.TIMED_WAITING);
    }
}
