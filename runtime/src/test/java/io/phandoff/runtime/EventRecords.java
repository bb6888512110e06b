// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what the runtime tells as lines of text, from its making until it is closed. One at a time; what other threads tell is
 * kept apart, for threads of engines of tests before may still be telling.
 */
final class EventRecords implements EventSink, AutoCloseable {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> byOthers = new CopyOnWriteArrayList<>();
    private final Thread maker = Thread.currentThread();

    EventRecords() {
        HandoffRuntime.setEventSink(this);
    }

    private void add(String line) {
        (Thread.currentThread() == maker ? lines : byOthers).add(line);
    }

    @Override
    public Object begin(int what) {
        add("begin " + what);
        return what;
    }

    @Override
    public void waited(Object begun, String pool, boolean resumes, int processor) {
        add("waited " + begun + " " + pool + " resumes=" + resumes + " processor=" + processor);
    }

    @Override
    public void handedOff(Object begun, String pool, int kind, int processor) {
        add("handedOff " + begun + " " + pool + " " + CallKind.name(kind) + " processor=" + processor);
    }

    @Override
    public void resized(Object begun, int from, int to) {
        add("resized " + begun + " " + from + " " + to);
    }

    @Override
    public void worldStopped(Object begun, String inTheWay) {
        add("worldStopped " + begun + " " + inTheWay);
    }

    @Override
    public void ran(Thread worker, String pool, int processor, long from, long to, int why) {
        add("ran " + worker.getName() + " " + pool + " " + processor + " " + (to - from) + " " + why);
    }

    @Override
    public void retaken(
            Thread holder, String pool, int processor, int cause, int kind, StackTraceElement[] stack, long at) {
        add("retaken " + holder.getName() + " " + processor + " " + StatsSnapshot.RETAKE_CAUSES.get(cause) + " " + kind
                + " " + (stack == null ? "-" : stack[0].getMethodName()));
    }

    @Override
    public void grown(String pool, int threads, int spares) {
        add("grown " + pool + " threads=" + threads + " spares=" + spares);
    }

    @Override
    public void shrunk(String pool, int threads, int spares) {
        add("shrunk " + pool + " threads=" + threads + " spares=" + spares);
    }

    @Override
    public void passThrough(String reason) {
        add("passThrough " + reason);
    }

    @Override
    public void close() {
        HandoffRuntime.setEventSink(null);
    }
}
