// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.runtime.HandoffRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Records events while a recording runs: then it is the runtime's sink, and, if the recording wants runs, writes every few
 * milliseconds what came into the ring. Otherwise it sleeps until one starts.
 *
 * <p><b>Threads.</b> {@link #run}: its own. Flight Recorder tells of changes on any thread; that only wakes it.
 */
final class Recorder implements FlightRecorderListener {
    private static final List<Class<? extends Event>> EVENTS = List.of(
            HandoffEvent.class,
            ProcessorWaitEvent.class,
            ProcessorRunEvent.class,
            ProcessorSampleEvent.class,
            RetakeEvent.class,
            PoolGrowthEvent.class,
            PoolShrinkEvent.class,
            ResizeEvent.class,
            StopTheWorldEvent.class,
            PassThroughEvent.class,
            StateEvent.class,
            PoolStateEvent.class,
            BlockedTimeEvent.class,
            EventLossEvent.class);
    private static final long DRAIN_MILLIS = 10;
    /** While nobody wants what is written so often: when it sees that the settings of a running recording were changed. */
    private static final long LOOK_MILLIS = 200;

    private final Runs runs = new Runs();
    private final List<Runnable> hooks = new ArrayList<>();
    /** Null until something has been recorded. */
    private JfrSink sink;

    private boolean changed;

    /** Until the thread is interrupted. */
    void run() throws InterruptedException {
        FlightRecorder.addListener(this);
        try {
            while (!isRecording()) {
                awaitChange();
            }
            record(register());
        } finally {
            HandoffRuntime.clearEventSink(sink);
            FlightRecorder.removeListener(this);
            for (Runnable hook : hooks) {
                FlightRecorder.removePeriodicEvent(hook);
            }
        }
    }

    private void record(PeriodicEvents periodic) throws InterruptedException {
        sink = new JfrSink(runs);
        while (true) {
            if (isRecording()) {
                periodic.begin();
                runs.begin(System.nanoTime());
                HandoffRuntime.setEventSink(sink);
                periodic.state(); // Flight Recorder's own first time may be a second away
                periodic.pools();
                record();
                HandoffRuntime.clearEventSink(sink);
                runs.clear();
            } else {
                awaitChange();
            }
        }
    }

    private PeriodicEvents register() {
        for (Class<? extends Event> event : EVENTS) {
            FlightRecorder.register(event);
        }
        PeriodicEvents periodic = new PeriodicEvents(runs);
        addPeriodic(StateEvent.class, periodic::state);
        addPeriodic(PoolStateEvent.class, periodic::pools);
        addPeriodic(BlockedTimeEvent.class, periodic::blockedTimes);
        return periodic;
    }

    private void addPeriodic(Class<? extends Event> event, Runnable hook) {
        FlightRecorder.addPeriodicEvent(event, hook);
        hooks.add(hook);
    }

    private void record() throws InterruptedException {
        ProcessorSamples samples = new ProcessorSamples();
        do {
            runs.write(System.nanoTime());
            samples.write(System.nanoTime(), runs.losing());
        } while (!awaitChange(runs.enabled() || samples.enabled() ? DRAIN_MILLIS : LOOK_MILLIS) || isRecording());
    }

    private static boolean isRecording() {
        if (!FlightRecorder.isInitialized()) {
            return false;
        }
        for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
            if (recording.getState() == RecordingState.RUNNING) {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean awaitChange(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); !changed && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        boolean taken = changed;
        changed = false;
        return taken;
    }

    private synchronized void awaitChange() throws InterruptedException {
        while (!changed) {
            wait();
        }
        changed = false;
    }

    private synchronized void change() {
        changed = true;
        notifyAll();
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        change();
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        change();
    }
}
