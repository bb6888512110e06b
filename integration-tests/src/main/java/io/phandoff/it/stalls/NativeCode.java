// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.nio.ByteBuffer;

/** What {@code stalls.c} gives; its compiled form is named by the system property {@link #LIBRARY}. */
public final class NativeCode {

    /** System property with the path of the compiled library. */
    public static final String LIBRARY = "it.stalls.library";

    private NativeCode() {}

    static void load() {
        System.load(System.getProperty(LIBRARY));
    }

    /** Sleeps in C. */
    static native void sleepMillis(int millis);

    /**
     * Maps a page whose first touch lasts that long; an own thread of the library then brings it, so that the touching
     * thread gets free even when the whole JVM stands still for it.
     *
     * @return null if that is not permitted here
     */
    static native ByteBuffer mapSlowPage(int millis);

    /** Takes the page away, so that the next touch is a first one again. */
    static native void dropPage();
}
