// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.agent.log.Warnings;

/** The thread {@code phandoff-events}: a class without {@code jdk.jfr} in it, for the thread that loads that starts it. */
final class EventThread implements Runnable {
    @Override
    public void run() {
        try {
            new Recorder().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            Warnings.warn("events-stopped cause=\"" + e + "\"");
        }
    }
}
