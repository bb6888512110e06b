// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where workers were when no hook told that they are blocked: the tops of their stacks, sampled. They are the missing hooks,
 * the contended monitors and the hogs.
 *
 * <p>Whoever finds a worker stalled offers it; one offer is kept, and the housekeeper takes its stack a little later, if the
 * worker has not moved on by then. Not sysmon: taking a stack stops that thread, before JDK 19 all of them, and one in a page
 * fault does not stop until it is served. Such a one ("stalled") is for the same reason left out before 19.
 *
 * <p>Bounded: {@link #BURST} looks and then one a {@link #PERIOD_NANOS}, found stalled or not, for each wakes a thread; {@link #DEPTH} frames; {@link #MOST} different
 * ones, of which the least seen gives way.
 *
 * <p><b>Threads.</b> {@code offer}: sysmon, the starter. {@code sample}: the housekeeper. {@code snapshot}: any.
 *
 * <p><b>Memory modes.</b> {@code offered}: volatile, CAS. The counts: under their monitor. The rest is the housekeeper's.
 */
final class Stalls {
    static final int MOST = 64;
    static final int DEPTH = 8;
    static final int BURST = 16;
    static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int FIRST_WITH_HANDSHAKES = 19;

    /** Wakes the housekeeper. */
    private volatile Scheduler.Wakeable sampler;

    private final Sysmon.ThreadStates states;
    private final boolean handshakes;
    private final AtomicReference<Suspect> offered = new AtomicReference<>();
    private final Map<Place, Long> counts = new LinkedHashMap<>();
    private int credit = BURST;
    private long lastCredit;

    /** The processor is that which was retaken, null if none was. */
    private record Suspect(Worker worker, int cause, long takes, Processor processor, long at) {
        /** Whether it has met no hook since, as far as can be told: in observe mode everybody is strayed all the time. */
        boolean isStalled(Sysmon.ThreadStates states) {
            return worker.holdingOpaque() == Worker.STRAYED
                    && worker.takes == takes
                    && worker.depth == 0
                    && (cause > Sysmon.WAITING || states.of(worker.thread) != Thread.State.RUNNABLE);
        }
    }

    private record Place(int cause, List<StackTraceElement> frames) {}

    Stalls(Sysmon.ThreadStates states, int feature) {
        this.states = states;
        this.handshakes = feature >= FIRST_WITH_HANDSHAKES;
    }

    /** Before the first offer. */
    void setSampler(Scheduler.Wakeable wakes) {
        sampler = wakes;
    }

    /** A worker that has stalled, for a cause of {@link Sysmon}'s, and keeps what it has. */
    void offer(Worker worker, int cause) {
        offer(worker, cause, null, 0);
    }

    /**
     * A worker that has stalled, for a cause of {@link Sysmon}'s.
     *
     * @param processor what was retaken from it, or null
     * @param at when
     * @return whether it was accepted; then the event of the retake comes from here
     */
    boolean offer(Worker worker, int cause, Processor processor, long at) {
        boolean accepted = offered.get() == null
                && (cause != Sysmon.STALLED || handshakes)
                && offered.compareAndSet(null, new Suspect(worker, cause, worker.takes, processor, at));
        if (accepted) {
            sampler.wake();
        }
        return accepted;
    }

    /** Housekeeper: takes the stack that is on offer, if it is time; when to come again. */
    long sample(long now) {
        boolean rested = false;
        if (credit < BURST && now - lastCredit >= PERIOD_NANOS) {
            rested = credit == 0;
            credit++;
            lastCredit = now;
        }
        Suspect suspect = offered.get();
        if (suspect == null) {
            return RuntimeThread.Step.FOREVER;
        }
        if (credit == 0) {
            return PERIOD_NANOS
                    - (now - lastCredit); // the offer stays, so that no other one wakes this thread till then
        }
        StackTraceElement[] stack = null;
        boolean stalled = suspect.isStalled(states);
        if (stalled || !rested) { // else it is an old one that tells nothing, also not that a look would be in vain
            if (credit-- == BURST) {
                lastCredit = now;
            }
            if (stalled) {
                stack = take(suspect);
            }
        }
        offered.set(null);
        tell(suspect, stack);
        return RuntimeThread.Step.FOREVER;
    }

    /** The top of its stack, null if that does not tell. */
    private StackTraceElement[] take(Suspect suspect) {
        StackTraceElement[] stack = states.stack(suspect.worker.thread);
        if (stack.length == 0 || !suspect.isStalled(states)) {
            return null;
        }
        StackTraceElement[] top = Arrays.copyOf(stack, Math.min(DEPTH, stack.length));
        count(suspect.cause, top);
        return top;
    }

    private static void tell(Suspect suspect, StackTraceElement[] stack) {
        EventSink sink = Recording.sink();
        if (sink != null && suspect.processor != null) {
            Worker worker = suspect.worker;
            sink.retaken(worker.thread, worker.pool.name, suspect.processor.id(), suspect.cause, -1, stack, suspect.at);
        }
    }

    private void count(int cause, StackTraceElement[] top) {
        Place place = new Place(cause, List.of(top));
        synchronized (counts) {
            if (!counts.containsKey(place) && counts.size() >= MOST) {
                removeLeastSeen();
            }
            counts.merge(place, 1L, Long::sum);
        }
    }

    private void removeLeastSeen() {
        Place least = null;
        long fewest = Long.MAX_VALUE;
        for (Map.Entry<Place, Long> entry : counts.entrySet()) {
            if (entry.getValue() < fewest) {
                fewest = entry.getValue();
                least = entry.getKey();
            }
        }
        counts.remove(least);
    }

    /** Not a lambda: this runs at the end of every program. */
    private static final class MostSeenFirst implements Comparator<StallSnapshot> {
        @Override
        public int compare(StallSnapshot a, StallSnapshot b) {
            return Long.compare(b.samples(), a.samples());
        }
    }

    /** The places, the one seen most first. */
    List<StallSnapshot> snapshot() {
        List<StallSnapshot> places = new ArrayList<>();
        synchronized (counts) {
            for (Map.Entry<Place, Long> entry : counts.entrySet()) {
                Place place = entry.getKey();
                places.add(new StallSnapshot(
                        StatsSnapshot.RETAKE_CAUSES.get(place.cause), entry.getValue(), place.frames));
            }
        }
        places.sort(new MostSeenFirst());
        return List.copyOf(places);
    }
}
