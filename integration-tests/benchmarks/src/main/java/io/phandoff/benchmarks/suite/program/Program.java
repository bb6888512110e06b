// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The program under measurement. Arguments: {@code work}, {@code pool}, {@code steps} (of CPU work a microsecond), {@code
 * warm-up-millis}, {@code millis}; {@code load}: {@code closed} with {@code in-flight}, {@code open} with {@code rate} a second,
 * {@code endless} with {@code in-flight}; {@code cpu-stat} if it runs under a quota; {@code settle-millis} if it is to work in {@link Turns};
 * and those of the work. It prints a line of {@link Figures}, or one for each turn.
 */
public final class Program {

    private Program() {}

    /** Measures once, or as often as it is told to. */
    @SuppressWarnings("CatchAndPrintStackTrace") // The exit below would be silent.
    public static void main(String[] args) {
        int exitCode = 1;
        try {
            measure(Arguments.of(List.of(args)));
            exitCode = 0;
        } catch (Exception | Error e) {
            e.printStackTrace();
        } finally {
            // The pool's threads would keep the process alive.
            System.exit(exitCode);
        }
    }

    private static void measure(Arguments arguments) throws Exception {
        Pool kind = new Pool(arguments.text("pool"));
        Tally tally = new Tally(Bodies.of(arguments, kind));
        ExecutorService pool = kind.start();
        Path cpuStat = Path.of(arguments.all().getOrDefault("cpu-stat", "/nonexistent"));
        int warmUpMillis = arguments.number("warm-up-millis");
        int millis = arguments.number("millis");
        if (arguments.all().containsKey("settle-millis")) {
            int settleMillis = arguments.number("settle-millis");
            Turns turns = new Turns(
                    tally, slowMillis -> driver(arguments, pool, tally, slowMillis), settleMillis, System.out);
            turns.run(warmUpMillis, millis, System.in);
        } else {
            Driver driver = driver(arguments, pool, tally, warmUpMillis / 2);
            System.out.println(
                    Figures.PREFIX + new Measurement(driver, tally, cpuStat, true).run(warmUpMillis, millis));
        }
    }

    private static Driver driver(Arguments arguments, ExecutorService pool, Tally tally, int slowMillis) {
        String load = arguments.text("load");
        return switch (load) {
            case "closed" -> new ClosedLoop(pool, tally, arguments.number("in-flight"));
            case "open" -> OpenLoop.on(pool, tally, arguments.number("rate"), slowMillis);
            case "endless" -> new EndlessTasks(pool, tally, arguments.number("in-flight"));
            default ->
                throw new IllegalArgumentException(
                        "no such load: load=" + load + " (expected: closed, open or endless)");
        };
    }
}
