// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/** What the soak's engine asks and tells: nothing may go wrong. */
final class SoakSettings implements PoolFilter, ThreadProbe, RuntimeListener {
    private final Soak soak;

    SoakSettings(Soak soak) {
        this.soak = soak;
    }

    @Override
    public boolean manages(Thread worker, Object executor) {
        return true;
    }

    @Override
    public long cpuTimeNanos(Thread thread) {
        return -1;
    }

    @Override
    public boolean inNative(Thread thread) {
        return false;
    }

    @Override
    public void passThrough(String reason, Throwable cause) {
        soak.failed(new AssertionError("pass-through: " + reason, cause));
    }

    @Override
    public void growthFailed(String pool, Throwable cause) {
        soak.failed(cause);
    }

    @Override
    public void localFlushFailed(Throwable cause) {
        soak.failed(cause);
    }
}
