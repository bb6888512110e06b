// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.RunningJvm;
import io.phandoff.it.bench.DelayedEcho;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the programs talk to, in processes of their own that start when they are first needed and live as long as this. */
final class Services implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final JavaHome home;
    private final Map<String, RunningJvm> echoes = new HashMap<>();
    private final Map<String, String> ports = new HashMap<>();
    private Database database;

    Services(JavaHome home) {
        this.home = home;
    }

    /** Arguments that tell a program where to find what its work needs. */
    Map<String, String> arguments(Map<String, String> work) throws InterruptedException {
        Map<String, String> arguments = new LinkedHashMap<>();
        if ("socket".equals(work.get("block"))) {
            arguments.put("echo", echo(work.get("ms")));
        }
        if (work.containsKey("rows")) {
            arguments.put("url", database().url());
        }
        return arguments;
    }

    private String echo(String millis) throws InterruptedException {
        if (!echoes.containsKey(millis)) {
            RunningJvm echo = AgentJvm.on(home).start(DelayedEcho.class, millis);
            echoes.put(millis, echo);
            ports.put(millis, echo.awaitLine("port=", LIMIT));
        }
        return ports.get(millis);
    }

    private Database database() throws InterruptedException {
        if (database == null) {
            database = Database.start(home);
            System.out.println("database: " + database.name());
        }
        return database;
    }

    @Override
    public void close() {
        echoes.values().forEach(RunningJvm::close);
        if (database != null) {
            database.close();
        }
    }
}
