// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.ProcessorSnapshot;

/** One processor, as JMX shows it. */
public final class ProcessorData {
    private final ProcessorSnapshot processor;

    ProcessorData(ProcessorSnapshot processor) {
        this.processor = processor;
    }

    /** Its index. */
    public int getId() {
        return processor.id();
    }

    /** Idle, running, in-call, stopped, seized or dead. */
    public String getState() {
        return processor.status();
    }

    /** How many holdings have ended. */
    public long getTick() {
        return processor.tick();
    }

    /** Tasks begun on it. */
    public long getTasks() {
        return processor.tasks();
    }

    /** How often it was handed off at the begin of a call. */
    public long getHandoffs() {
        return processor.handoffs();
    }
}
