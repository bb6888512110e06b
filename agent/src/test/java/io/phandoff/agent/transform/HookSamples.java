// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

/** Methods of every form that a hook may be put into. Never loaded as it is. */
@SuppressWarnings("unused")
public final class HookSamples {
    private final Object lock = new Object();

    public static void empty() {}

    public long severalReturns(int which) {
        if (which == 0) {
            return 10L;
        }
        for (int i = 0; i < which; i++) {
            if (i == 2) {
                return 20L;
            }
        }
        return 30L;
    }

    public static double doubled(double value, boolean fail) {
        if (fail) {
            throw new IllegalStateException("doubled");
        }
        return value * 2;
    }

    public String nestedTry(String text) {
        String result = "";
        try {
            try {
                result += text.length();
            } catch (NullPointerException e) {
                throw new IllegalArgumentException(e);
            } finally {
                result += "f";
            }
        } catch (IllegalArgumentException e) {
            return "caught " + result;
        }
        return result;
    }

    public int underMonitor(boolean fail) {
        synchronized (lock) {
            if (fail) {
                throw new IllegalStateException("underMonitor");
            }
        }
        return Thread.holdsLock(lock) ? 1 : 0;
    }

    public static void park(Object blocker) {
        HookEvents.add("body");
    }

    public static void parkNanos(long nanos) {
        HookEvents.add("body");
    }

    public void begin(boolean blocking) {
        HookEvents.add("body");
        if (!blocking) {
            throw new IllegalStateException("begin");
        }
    }

    public void end(boolean blocking, boolean completed) {
        HookEvents.add("body");
        if (!completed) {
            throw new IllegalStateException("end");
        }
    }

    public Object beginLate(boolean fail) {
        synchronized (lock) {
            if (fail) {
                throw new IllegalStateException("beginLate");
            }
            HookEvents.add("body");
            return lock;
        }
    }

    public void endViaEnd(boolean blocking, boolean completed) {
        end(blocking, completed);
    }

    public void endAlone(boolean blocking, boolean completed) {
        HookEvents.add("body");
    }

    public void overwritten(boolean blocking, boolean completed) {
        boolean before = blocking;
        blocking = completed;
        HookEvents.add("body " + before + blocking);
    }
}
