// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.runtime.EventSink;

/** Wants to be told of everything and does nothing with it: what is left is what telling costs. */
final class IdleSink implements EventSink {
    @Override
    public Object begin(int what) {
        return this;
    }

    @Override
    public void waited(Object begun, String pool, boolean resumes, int processor) {}

    @Override
    public void handedOff(Object begun, String pool, int kind, int processor) {}

    @Override
    public void resized(Object begun, int from, int to) {}

    @Override
    public void worldStopped(Object begun, String inTheWay) {}

    @Override
    public void ran(Thread worker, String pool, int processor, long from, long to, int why) {}

    @Override
    public void retaken(
            Thread holder, String pool, int processor, int cause, int kind, StackTraceElement[] stack, long at) {}

    @Override
    public void grown(String pool, int threads, int spares) {}

    @Override
    public void shrunk(String pool, int threads, int spares) {}

    @Override
    public void passThrough(String reason) {}
}
