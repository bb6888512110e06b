// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import io.phandoff.runtime.HandoffRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread that answers {@code stats --watch}, once a second, until nobody looks: whoever asked has taken the directory away, or
 * has ended; or the agent is stopped.
 */
final class Watch implements Runnable {
    private static final String THREAD_NAME = "phandoff-watch";
    private static final long PERIOD_MILLIS = 1_000;

    private final Path place;
    private final long asker;
    private final long periodMillis;
    private final Supplier<String> table;

    /** @param table what to answer, null if there is nothing more */
    Watch(Path place, long asker, long periodMillis, Supplier<String> table) {
        this.place = place;
        this.asker = asker;
        this.periodMillis = periodMillis;
        this.table = table;
    }

    /** The first answer; the others follow. */
    static Reply start(Path place, long asker) {
        StatsTable table = new StatsTable();
        Reply first = Reply.done(table.next(HandoffRuntime.snapshot()));
        Watch watch = new Watch(
                place,
                asker,
                PERIOD_MILLIS,
                () -> HandoffRuntime.isStarted() ? table.next(HandoffRuntime.snapshot()) : null);
        Thread thread = new Thread(null, watch, THREAD_NAME, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return first;
    }

    @Override
    public void run() {
        try {
            boolean goesOn = true;
            for (long number = 2; goesOn; number++) {
                TimeUnit.MILLISECONDS.sleep(periodMillis);
                if (!isLookedAt()) {
                    return;
                }
                Reply reply = next(number);
                reply.write(place);
                goesOn = reply.done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | LinkageError e) {
            return; // who asked has gone, just now; and what the JVM would print belongs to the program
        }
    }

    private Reply next(long number) {
        try {
            String text = table.get();
            return text == null ? new Reply(false, number, "the agent was stopped") : new Reply(true, number, text);
        } catch (RuntimeException | LinkageError e) {
            return new Reply(false, number, "failed: cause=" + e);
        }
    }

    private boolean isLookedAt() {
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                && (asker == 0
                        || ProcessHandle.of(asker).map(ProcessHandle::isAlive).orElse(false));
    }
}
