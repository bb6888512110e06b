// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

/** Plain threads for the other side of a call. */
final class Others {
    private Others() {}

    /** Starts a daemon thread; what it throws is noted. */
    static Thread start(Body body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (Exception e) {
                        Conformance.note(e);
                    }
                },
                "other-side");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
