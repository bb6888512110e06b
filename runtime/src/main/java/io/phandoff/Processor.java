// SPDX-License-Identifier: Apache-2.0
package io.phandoff;

/**
 * A processor, as an action of {@link Processors#forEach} sees it: for the calling thread, until the action returns. Used
 * later it throws {@link IllegalStateException}.
 */
public final class Processor {
    private final io.phandoff.runtime.token.Processor processor;
    private boolean expired;

    Processor(io.phandoff.runtime.token.Processor processor) {
        this.processor = processor;
    }

    void expire() {
        expired = true;
    }

    private void check() {
        if (expired) {
            throw new IllegalStateException("processor used after its action has ended: id=" + processor.id());
        }
    }

    /** Its index, 0 to {@link Processors#count()} - 1. */
    public int id() {
        check();
        return processor.id();
    }

    /** How often it was given away so far. */
    public long tick() {
        check();
        return io.phandoff.runtime.token.Processor.tick(processor.state());
    }

    /** The value of a local on this processor, made if there is none yet; never null. */
    public <T> T get(ProcessorLocal<T> local) {
        check();
        return local.key().of(processor);
    }

    @Override
    public String toString() {
        return "Processor[id=" + processor.id() + "]";
    }
}
