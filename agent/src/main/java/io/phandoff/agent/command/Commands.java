// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import io.phandoff.agent.AgentMain;
import io.phandoff.agent.boot.Premain;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Mode;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Does what a command line asks of this JVM, on the thread that the JVM attaches agents with: one command after the other.
 *
 * <p>A command comes as files and not over a network, so nobody can send one who could not attach; and it is answered only if it
 * comes from the same version.
 */
public final class Commands {
    /** How long a dump watches who keeps his processor. */
    private static final long DUMP_WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Commands() {}

    /**
     * Reads a command, does it, writes the answer.
     *
     * @param directory where the request is
     * @param inst the JVM's instrumentation; not null
     * @throws IOException if it cannot be read or answered
     */
    public static void run(String directory, Instrumentation inst) throws IOException {
        Path place = Path.of(directory);
        answer(place, inst).write(place);
    }

    private static Reply answer(Path place, Instrumentation inst) {
        try {
            Request request = Request.read(place);
            if (!request.version().equals(AgentMain.version())) {
                return Reply.refused("another version of the agent is in that process: version=" + AgentMain.version()
                        + " (expected: " + request.version() + ", that of this jar)");
            }
            return answer(request, place, inst);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.refused("interrupted");
        } catch (IOException | RuntimeException | LinkageError e) {
            return Reply.refused("failed: cause=" + e);
        }
    }

    private static Reply answer(Request request, Path place, Instrumentation inst)
            throws IOException, InterruptedException {
        if (request.command().equals("attach")) {
            return attach(
                    request.arguments().isEmpty() ? "" : request.arguments().get(0), inst);
        }
        if (!HandoffRuntime.isStarted()) {
            return Reply.refused("the agent does not run in that process (expected: attach first)");
        }
        return switch (request.command()) {
            case "stop" -> Reply.done(AgentMain.stop());
            case "mode" -> mode(request.arguments().get(0));
            case "dump" -> Reply.done(DumpText.of(HandoffRuntime.snapshot(), HandoffRuntime.workers(DUMP_WATCH_NANOS)));
            case "stats" -> Reply.done(new StatsTable().next(HandoffRuntime.snapshot()));
            case "watch" -> Watch.start(place, request.asker());
            default -> Reply.refused("unknown command: " + request.command());
        };
    }

    private static Reply attach(String options, Instrumentation inst) {
        if (!Premain.isEnabled(options)) {
            return Reply.refused("switched off in that process: phandoff.enabled=false (expected: true)");
        }
        if (!Premain.tryBegin()) {
            return Reconfiguration.of(options);
        }
        String line;
        try {
            line = AgentMain.attach(options, inst);
        } finally {
            if (!HandoffRuntime.isStarted()) {
                Premain.ended();
            }
        }
        return HandoffRuntime.isStarted() && !line.startsWith("pass-through") ? Reply.done(line) : Reply.refused(line);
    }

    static Reply mode(String name) {
        Mode mode = modeOrNull(name);
        if (mode == null) {
            return Reply.refused("no such mode: mode=" + name + " (expected: on, observe or off)");
        }
        HandoffRuntime.setMode(mode);
        String reason = HandoffRuntime.snapshot().passThroughReason();
        return Reply.done("mode=" + name.toLowerCase(Locale.ROOT)
                + (reason == null ? "" : " (without effect, the runtime is pass-through: " + reason + ")"));
    }

    private static Mode modeOrNull(String name) {
        for (Mode mode : Mode.values()) {
            if (mode.name().equalsIgnoreCase(name)) {
                return mode;
            }
        }
        return null;
    }
}
