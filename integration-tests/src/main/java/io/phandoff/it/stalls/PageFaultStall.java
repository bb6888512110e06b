// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.nio.ByteBuffer;

/** Touches a page that is long in coming, in Java code: until then the JVM cannot stop this thread at a safepoint. */
final class PageFaultStall implements Stall {

    private final ByteBuffer page;
    private int sum;

    PageFaultStall() {
        NativeCode.load();
        page = NativeCode.mapSlowPage(MILLIS);
        if (page == null) {
            throw new UnsupportedOperationException("userfaultfd is not permitted");
        }
    }

    @Override
    public void arm() {
        NativeCode.dropPage();
    }

    @Override
    public void block() {
        sum += page.get(0);
    }

    @Override
    public String toString() {
        return "sum=" + sum;
    }
}
