// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.lang.reflect.Method;

/** The ways of being stuck. */
public enum StallKind {
    /** A {@code synchronized} block whose monitor another thread holds. */
    MONITOR_BLOCK("monitor"),
    /** The same of a {@code synchronized} method. */
    MONITOR_METHOD("monitor"),
    /** A class that another thread initialises. */
    CLASS_INIT("stalled"),
    /** A method of a C library called by JNI; needs a C compiler. */
    JNI("native"),
    /** The same by java.lang.foreign, on 22 and later. */
    FOREIGN("native"),
    /** {@code Thread.sleep(long)} by reflection: native on 17, hooked on later JDKs. */
    REFLECTIVE_SLEEP("waiting"),
    /** {@code Object.wait(long)} by reflection: native on 17, hooked on later JDKs. */
    REFLECTIVE_WAIT("waiting"),
    /** A page that is long in coming, made by userfaultfd; needs a C compiler and the right to use it. */
    PAGE_FAULT("stalled");

    private static final int FOREIGN_SINCE = 22;
    private static final int REFLECTION_HOOKED_SINCE = 21;

    private final String cause;

    StallKind(String cause) {
        this.cause = cause;
    }

    /** The cause that sysmon counts; "none" where a hook of that JDK sees it after all. */
    public String cause(int feature) {
        return "waiting".equals(cause) && feature >= REFLECTION_HOOKED_SINCE ? "none" : cause;
    }

    /** Whether a JDK of that feature version has it. */
    public boolean existsOn(int feature) {
        return this != FOREIGN || feature >= FOREIGN_SINCE;
    }

    /** Whether it needs {@link NativeCode}. */
    public boolean needsNativeCode() {
        return this == JNI || this == PAGE_FAULT;
    }

    Stall make() throws Exception {
        return switch (this) {
            case MONITOR_BLOCK -> new MonitorStall(false);
            case MONITOR_METHOD -> new MonitorStall(true);
            case CLASS_INIT -> new ClassInitStall();
            case JNI -> jni();
            case FOREIGN -> new ForeignStall();
            case REFLECTIVE_SLEEP -> reflectiveSleep();
            case REFLECTIVE_WAIT -> new ReflectiveWaitStall();
            case PAGE_FAULT -> new PageFaultStall();
        };
    }

    private static Stall jni() {
        NativeCode.load();
        return (Stall.OfOneThread) () -> NativeCode.sleepMillis(Stall.MILLIS);
    }

    private static Stall reflectiveSleep() throws NoSuchMethodException {
        Method sleep = Thread.class.getMethod("sleep", long.class);
        return (Stall.OfOneThread) () -> sleep.invoke(null, (long) Stall.MILLIS);
    }
}
