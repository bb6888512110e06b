// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.log.ProgramLog;
import io.phandoff.runtime.HandoffRuntime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Writes the exit summary on a daemon, for which the shutdown hook waits as long as it gets on: a stderr that nobody reads must
 * not hang the exit, and a machine that is busy must not cost the lines.
 *
 * <p><b>Threads.</b> The daemon runs it, the shutdown hook waits. <b>Memory modes.</b> {@code steps}: volatile, written by the
 * daemon alone.
 */
final class SummaryWriter implements Runnable {
    /** Until the first line is to be written: till then nothing waits for anybody outside. */
    private static final long BEGIN_MILLIS = 10_000;
    /** Without a further line; as long as the program's own log may take. */
    private static final long STUCK_MILLIS = ProgramLog.FLUSH_MILLIS;

    private static final long LOOK_MILLIS = 50;

    private final AgentLog log;
    private final long beginNanos;
    private final long stuckNanos;
    private volatile int steps;

    SummaryWriter(AgentLog log) {
        this(log, BEGIN_MILLIS, STUCK_MILLIS);
    }

    /** With other times, for a test. */
    SummaryWriter(AgentLog log, long beginMillis, long stuckMillis) {
        this.log = log;
        beginNanos = TimeUnit.MILLISECONDS.toNanos(beginMillis);
        stuckNanos = TimeUnit.MILLISECONDS.toNanos(stuckMillis);
    }

    @Override
    public void run() {
        log.close();
        write(ExitSummary.lines(HandoffRuntime.snapshot()));
        try {
            log.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes lines, and counts them. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void write(List<String> lines) {
        Logger stats = log.logger("stats");
        for (String line : lines) {
            steps++;
            stats.info(line);
        }
        steps++;
    }

    /** Waits until the thread that runs this has ended, or does not get on. */
    void await(Thread thread) throws InterruptedException {
        int seen = 0;
        long since = System.nanoTime();
        while (thread.isAlive()) {
            thread.join(LOOK_MILLIS);
            long now = System.nanoTime();
            int reached = steps;
            if (reached != seen) {
                seen = reached;
                since = now;
            } else if (now - since >= (seen == 0 ? beginNanos : stuckNanos)) {
                return;
            }
        }
    }
}
