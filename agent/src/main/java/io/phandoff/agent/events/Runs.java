// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.EventSink;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Processor runs on their way into the recording: workers add them, the event thread writes them, no more a second than {@link
 * RunLimit} allows. What is lost is counted, and told once a second with the time it covers.
 */
final class Runs {
    /** At 10 ms between two writes: 800,000 a second. */
    private static final int CAPACITY = 8192;

    private static final long LOSS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String[] ENDS = {"no-task", "gave-way", "asked", "retaken", "released"};

    private final RateLimit limit = new RateLimit();
    /** Made when runs are wanted first. */
    private volatile RunRing ring;

    private volatile boolean enabled;
    private final AtomicLong overLimit = new AtomicLong();
    private long begun;
    private long written;
    private long untoldSince;
    private long untoldUntil;
    private long untold;
    private long lostInRing;
    private boolean losing;

    /** A recording begins: what began before it is not its. */
    void begin(long now) {
        begun = now;
        written = now;
        untold = 0;
        lostInRing = ring == null ? 0 : ring.lost();
        enable();
    }

    private void enable() {
        boolean wanted = new ProcessorRunEvent().isEnabled();
        if (wanted && ring == null) {
            ring = new RunRing(CAPACITY);
        }
        enabled = wanted;
    }

    /** Any thread. */
    void add(Thread worker, String pool, int processor, long from, long to, int why) {
        RunRing current = ring;
        if (enabled && current != null) {
            current.add(worker, pool, processor, from, to, why);
        }
    }

    /** Any thread: how many were lost so far. */
    long lost() {
        RunRing current = ring;
        return overLimit.get() + (current == null ? 0 : current.lost());
    }

    /** Whether somebody records them. */
    boolean enabled() {
        return enabled;
    }

    /** Whether runs are being lost right now. */
    boolean losing() {
        return losing;
    }

    /** Forgets what nobody has recorded. */
    void clear() {
        enabled = false;
        RunRing current = ring;
        while (current != null && current.take()) {
            // nobody wants it
        }
    }

    /** Writes what has come. */
    void write(long now) {
        enable();
        RunRing current = ring;
        if (current == null) {
            return;
        }
        long perSecond = RunLimit.perSecond();
        losing = false;
        while (current.take()) {
            if (current.from - begun < 0) {
                continue; // its worker has the time from an earlier recording
            }
            if (limit.tryPass(current.to, perSecond)) {
                write(current);
            } else {
                lose(current);
            }
        }
        tellOverLimit(now);
        tellLostInRing(now, current.lost());
        written = now;
    }

    private static void write(RunRing run) {
        ProcessorRunEvent event = new ProcessorRunEvent();
        event.worker = run.worker;
        event.pool = run.pool;
        event.processor = run.processor;
        event.held = run.to - run.from;
        event.ended = ended(run.why);
        event.age = System.nanoTime() - run.to;
        event.commit();
    }

    static String ended(int why) {
        return why < EventSink.NO_CALL ? CallKind.name(why) : ENDS[why - EventSink.NO_CALL];
    }

    private void lose(RunRing run) {
        if (untold++ == 0) {
            untoldSince = run.to; // not its begin, which may be seconds ago: others of that time are there
        }
        untoldUntil = run.to;
        overLimit.getAndIncrement();
        losing = true;
    }

    private void tellOverLimit(long now) {
        if (untold > 0 && (!losing || now - untoldSince >= LOSS_NANOS)) {
            tell(untold, "limit", Math.max(0, untoldUntil - untoldSince), now - untoldUntil);
            untold = 0;
        }
    }

    /** Any time since the last look, for those that found no room left none. */
    private void tellLostInRing(long now, long lost) {
        if (lost != lostInRing) {
            tell(lost - lostInRing, "full", now - written, 0);
            lostInRing = lost;
            losing = true;
        }
    }

    private static void tell(long runs, String reason, long span, long age) {
        EventLossEvent event = new EventLossEvent();
        event.runs = runs;
        event.reason = reason;
        event.span = span;
        event.age = age;
        event.commit();
    }
}
