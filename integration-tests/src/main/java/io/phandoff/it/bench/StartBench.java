// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a start costs: CPU seconds of a hello world from its first instruction to its end, and its resident memory when it has said hello;
 * without an agent, with one that does nothing, with this one, with this one and a prepared cache. One JVM each, in turns. Linux, with
 * bash. Arguments, or words of the system property {@code it.args}: rounds, if not 21; the path of another build's jar, to be measured too.
 */
public final class StartBench {
    private static final String ROUNDS = "21";
    private static final String NO_AGENT = "no agent";

    private StartBench() {}

    /** Prints a table for each JDK. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String property = System.getProperty("it.args", "").strip();
        String[] words = args.length > 0 || property.isEmpty() ? args : property.split("\\s+", -1);
        int rounds = Integer.parseInt(words.length > 0 ? words[0] : ROUNDS);
        Path directory = Files.createTempDirectory("start");
        try {
            Path idle = IdleAgent.jar(directory);
            for (JavaHome home : JavaHomes.all()) {
                Map<String, List<String>> starts = new LinkedHashMap<>();
                starts.put(NO_AGENT, List.of());
                starts.put("idle agent", List.of("-javaagent:" + idle));
                if (words.length > 1) {
                    starts.put("other build", List.of("-javaagent:" + words[1]));
                }
                starts.put("agent", List.of("-javaagent:" + AgentJvm.agentJar()));
                Path cache = directory.resolve("cache");
                prepare(home, cache);
                starts.put("agent, prepared", List.of("-javaagent:" + AgentJvm.agentJar() + "=cache=" + cache));
                print(home, rounds, runs(home, rounds, starts));
            }
        } finally {
            delete(directory);
        }
    }

    private static Map<String, List<StartRun>> runs(JavaHome home, int rounds, Map<String, List<String>> starts)
            throws IOException {
        Map<String, List<StartRun>> runs = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, List<String>> start : starts.entrySet()) {
                StartRun run = StartRun.of(home, start.getValue());
                if (round >= 0) { // the first one warms the page cache
                    runs.computeIfAbsent(start.getKey(), key -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        return runs;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void prepare(JavaHome home, Path cache) throws IOException, InterruptedException {
        Process prepare = new ProcessBuilder(
                        home.tool("java").toString(),
                        "-jar",
                        AgentJvm.agentJar().toString(),
                        "prepare",
                        cache.toString())
                .inheritIO()
                .start();
        if (prepare.waitFor() != 0) {
            throw new IllegalStateException("not prepared: exit=" + prepare.exitValue());
        }
    }

    private static void print(JavaHome home, int rounds, Map<String, List<StartRun>> runs) {
        System.out.println(home + ", " + rounds + " rounds; CPU seconds and resident MB, median [lowest..highest]");
        double none = cpu(runs.get(NO_AGENT)).median();
        double memory = resident(runs.get(NO_AGENT)).median();
        for (Map.Entry<String, List<StartRun>> each : runs.entrySet()) {
            Spread cpu = cpu(each.getValue());
            Spread resident = resident(each.getValue());
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-16s %.3f [%.3f..%.3f] added %+.3f   %5.1f [%.1f..%.1f] added %+.1f",
                    each.getKey(),
                    cpu.median(),
                    cpu.lowest(),
                    cpu.highest(),
                    cpu.median() - none,
                    resident.median(),
                    resident.lowest(),
                    resident.highest(),
                    resident.median() - memory));
        }
    }

    private static Spread cpu(List<StartRun> runs) {
        return Spread.of(runs.stream().mapToDouble(StartRun::cpuSeconds));
    }

    private static Spread resident(List<StartRun> runs) {
        return Spread.of(runs.stream().mapToDouble(StartRun::residentMegabytes));
    }
}
