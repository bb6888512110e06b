// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Our side: each measurement is a JMH run with one fork. */
final class JavaForks {

    /** Short, for there are many rows: rounds make up for it. */
    private static final TimeValue ITERATION = TimeValue.milliseconds(120);

    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 3;
    private static final int LIMIT_SECONDS = 40;
    private static final int VIRTUAL_THREADS = 21;
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Path logs;

    /** Makes it; JMH's own report of each run goes into a directory. */
    JavaForks(Path logs) {
        this.logs = logs;
        // Or another JMH run on this machine, whoever's it is, would end this one.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** Runs one benchmark; null if it failed, its log then says why, or if no JDK has such threads. */
    Measured measure(Row.JavaRun run) throws RunnerException {
        Optional<JavaHome> virtual = JavaHomes.all().stream()
                .filter(home -> home.feature() >= VIRTUAL_THREADS)
                .findFirst();
        if (run.virtual() && virtual.isEmpty()) {
            return null;
        }
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote(run.benchmark()))
                .threads(run.threads())
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .timeout(TimeValue.seconds(10))
                .jvmArgsAppend(jvmArguments())
                .jvmArgsPrepend(run.virtual() ? "-Djmh.executor=VIRTUAL" : "-Djmh.executor=PLATFORM")
                .addProfiler(GCProfiler.class)
                .output(log(run).toString());
        run.params().forEach(options::param);
        if (run.virtual()) {
            options.jvm(virtual.get().tool("java").toString());
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.size() != 1) {
            return null;
        }
        RunResult result = results.iterator().next();
        Statistics times = result.getPrimaryResult().getStatistics();
        boolean sampled = run.params().containsKey("load");
        double scale = sampled ? 1000 : 1; // microseconds, as the benchmarks say
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        Result<?> refused = result.getSecondaryResults().get("refused");
        return new Measured(
                scale * (sampled ? times.getPercentile(50) : times.getMean()),
                sampled ? scale * times.getPercentile(99) : Double.NaN,
                bytes == null ? Double.NaN : bytes.getScore(),
                refused == null ? 0 : Math.round(refused.getScore()));
    }

    private static String[] jvmArguments() {
        List<String> arguments = new ArrayList<>(CompiledOnce.flags());
        arguments.add("-Dphandoff.benchmarks.limit=" + LIMIT_SECONDS);
        return arguments.toArray(String[]::new);
    }

    Path log(Row.JavaRun run) {
        String name = run.benchmark().replaceFirst(".*\\.benchmarks\\.", "") + (run.virtual() ? "-v" : "-t")
                + run.threads() + "-"
                + String.join("-", run.params().values());
        return logs.resolve(name + ".log");
    }
}
