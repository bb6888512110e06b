// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.Control;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.ProcessorSnapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.ObjectName;

/** Reads the statistics, and steers the runtime. Thread-safe. */
final class HandoffBean implements HandoffMXBean {
    private final Stats stats;
    private final Supplier<ObjectName[]> pools;

    HandoffBean(Stats stats, Supplier<ObjectName[]> pools) {
        this.stats = stats;
        this.pools = pools;
    }

    @Override
    public long getUptimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(stats.now().uptimeNanos());
    }

    @Override
    public String getMode() {
        return HandoffRuntime.glance().mode().label(); // not an old one: somebody may just have set it
    }

    @Override
    public String getPassThroughReason() {
        return stats.now().passThroughReason();
    }

    @Override
    public int getProcessors() {
        return Control.processors();
    }

    @Override
    public ProcessorData[] getProcessorStates() {
        List<ProcessorSnapshot> processors = HandoffRuntime.snapshot().perProcessor();
        ProcessorData[] data = new ProcessorData[processors.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = new ProcessorData(processors.get(i));
        }
        return data;
    }

    @Override
    public int getIdleProcessors() {
        return stats.now().idle();
    }

    @Override
    public int getInCallProcessors() {
        return stats.now().inCall();
    }

    @Override
    public int getOvercommittedWorkers() {
        return stats.now().overcommitted();
    }

    @Override
    public int getStartingWorkers() {
        return stats.now().starting();
    }

    @Override
    public int getResumingWorkers() {
        return stats.now().resuming();
    }

    @Override
    public int getWorkers() {
        return stats.now().threads();
    }

    @Override
    public int getPeakWorkers() {
        return stats.now().peakThreads();
    }

    @Override
    public int getSpares() {
        return stats.now().spares();
    }

    @Override
    public long getGrown() {
        return stats.now().grown();
    }

    @Override
    public long getTasks() {
        return stats.now().tasks();
    }

    @Override
    public Map<String, Long> getHandoffs() {
        return Counters.byKind(stats.now().handoffs());
    }

    @Override
    public Map<String, Long> getSoftCalls() {
        return Counters.byKind(stats.now().softCalls());
    }

    @Override
    public Map<String, Long> getRetakes() {
        return Counters.byCause(stats.now().retakes());
    }

    @Override
    public long getOvercommittedRuns() {
        return stats.now().overcommittedRuns();
    }

    @Override
    public long getPassedOver() {
        return stats.now().passedOver();
    }

    @Override
    public long getSysmonLooks() {
        return stats.now().sysmonLooks();
    }

    @Override
    public WaitData getWaits() {
        return new WaitData(stats.now().waits());
    }

    @Override
    public ObjectName[] getPools() {
        return pools.get();
    }

    @Override
    public int resize(int processors) {
        int before = Control.processors();
        Control.resize(processors);
        return before;
    }

    @Override
    public int followCpus() {
        Control.followCpus();
        return Control.processors();
    }

    @Override
    public String setMode(String mode) {
        Mode to = mode(mode);
        Mode before = HandoffRuntime.glance().mode();
        HandoffRuntime.setMode(to);
        return before.label();
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.label().equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("unknown mode: mode=" + text + " (expected: on, observe or off)");
    }
}
