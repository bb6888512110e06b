// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** A convoy: all threads take the same lock, over and over. The latency is the time that it takes to get it. */
abstract class ConvoyBody implements Body {

    private final Guarded guarded = new Guarded();
    private final Burner outside;
    private final Burner inside;

    ConvoyBody(Arguments arguments) {
        outside = Burner.ofMicros(arguments.number("cpu"), arguments);
        inside = Burner.ofMicros(arguments.number("cpu"), arguments);
    }

    /** Calls {@link #inside} under the lock and returns what that does. */
    abstract long underLock(long start);

    /** Calls {@link #checkInside} under the lock. */
    @Override
    public abstract void check(long runs);

    @Override
    public final long run(long number) {
        outside.burn();
        return underLock(System.nanoTime());
    }

    final long inside(long start) {
        long waited = System.nanoTime() - start;
        guarded.add();
        inside.burn();
        return waited;
    }

    final void checkInside(long runs) {
        guarded.check(runs);
    }
}
