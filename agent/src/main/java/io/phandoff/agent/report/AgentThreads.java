// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

/** Makes the agent's threads: daemons that inherit nothing from the program. */
final class AgentThreads {

    private AgentThreads() {}

    static Thread start(String name, Runnable body) {
        // No inheritable thread locals, and no class loader of the program to keep alive.
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(AgentThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
