// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.EventSink;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import jdk.jfr.Event;

/**
 * Turns what the runtime tells into JFR events. Those with a duration are begun and committed by the worker that they are about,
 * as the JDK's own of parks and sockets are, so that threshold, thread and, if switched on, stack trace are Flight Recorder's. To
 * commit takes no Java lock and blocks in no call that is hooked. Runs, the most frequent, go through a ring.
 *
 * <p><b>Threads.</b> Any. <b>Errors.</b> None gets out: the first one that is not the JVM's own ends the recording of events.
 */
final class JfrSink implements EventSink {
    private static final int MOST_FRAMES = 8;

    /** What the methods need is loaded with this class, on the event thread: a worker may be in the middle of loading one. */
    @SuppressWarnings("unused")
    private static final Class<?>[] NEEDED = {
        CallKind.class,
        Event.class,
        HandoffEvent.class,
        PassThroughEvent.class,
        PoolGrowthEvent.class,
        PoolShrinkEvent.class,
        ProcessorWaitEvent.class,
        ResizeEvent.class,
        RetakeEvent.class,
        RunRing.class,
        StackTraceElement.class,
        StatsSnapshot.class,
        StopTheWorldEvent.class,
        StringBuilder.class,
        VirtualMachineError.class
    };

    private final Runs runs;

    JfrSink(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Object begin(int what) {
        try {
            Event event =
                    switch (what) {
                        case WAIT -> new ProcessorWaitEvent();
                        case HANDOFF -> new HandoffEvent();
                        case RESIZE -> new ResizeEvent();
                        default -> new StopTheWorldEvent();
                    };
            if (!event.isEnabled()) {
                return null;
            }
            event.begin();
            return event;
        } catch (Throwable e) {
            failed(e);
            return null;
        }
    }

    @Override
    public void waited(Object begun, String pool, boolean resumes, int processor) {
        try {
            if (begun instanceof ProcessorWaitEvent event && ends(event)) {
                event.pool = pool;
                event.resumes = resumes;
                event.processor = processor;
                event.commit();
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void handedOff(Object begun, String pool, int kind, int processor) {
        try {
            if (begun instanceof HandoffEvent event && ends(event)) {
                event.pool = pool;
                event.call = CallKind.name(kind);
                event.processor = processor;
                event.commit();
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    private static boolean ends(Event event) {
        event.end();
        return event.shouldCommit();
    }

    @Override
    public void resized(Object begun, int from, int to) {
        try {
            if (begun instanceof ResizeEvent event) {
                event.from = from;
                event.to = to;
                event.commit();
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void worldStopped(Object begun, String inTheWay) {
        try {
            if (begun instanceof StopTheWorldEvent event) {
                event.inTheWay = inTheWay;
                event.commit();
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void ran(Thread worker, String pool, int processor, long from, long to, int why) {
        try {
            runs.add(worker, pool, processor, from, to, why);
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void retaken(
            Thread holder, String pool, int processor, int cause, int kind, StackTraceElement[] stack, long at) {
        try {
            RetakeEvent event = new RetakeEvent();
            if (event.isEnabled()) {
                event.cause = StatsSnapshot.RETAKE_CAUSES.get(cause);
                event.worker = holder;
                event.pool = pool;
                event.processor = processor;
                event.call = kind < 0 ? null : CallKind.name(kind);
                event.topFrames = stack == null ? null : text(stack);
                event.age = Math.max(0, System.nanoTime() - at);
                event.commit();
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    static String text(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_FRAMES, stack.length); i++) {
            StackTraceElement frame = stack[i];
            text.append(i == 0 ? "" : " < ").append(frame.getClassName()).append('.');
            text.append(frame.getMethodName()).append(':').append(frame.getLineNumber());
        }
        return text.toString();
    }

    @Override
    public void grown(String pool, int threads, int spares) {
        try {
            PoolGrowthEvent event = new PoolGrowthEvent();
            event.pool = pool;
            event.threads = threads;
            event.spares = spares;
            event.commit();
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void shrunk(String pool, int threads, int spares) {
        try {
            PoolShrinkEvent event = new PoolShrinkEvent();
            event.pool = pool;
            event.threads = threads;
            event.spares = spares;
            event.commit();
        } catch (Throwable e) {
            failed(e);
        }
    }

    @Override
    public void passThrough(String reason) {
        try {
            PassThroughEvent event = new PassThroughEvent();
            event.active = reason != null;
            event.reason = reason;
            event.commit();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable cause) {
        if (!(cause instanceof VirtualMachineError)) {
            HandoffRuntime.clearEventSink(this);
        }
    }
}
