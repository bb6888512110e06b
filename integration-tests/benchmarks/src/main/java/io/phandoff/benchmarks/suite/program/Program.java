// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The program under measurement. Arguments: {@code work}, {@code pool}, {@code steps} (of CPU work a microsecond), {@code
 * warm-up-millis}, {@code millis}; {@code load}: {@code closed} with {@code in-flight}, {@code open} with {@code rate} a second,
 * {@code endless} with {@code in-flight}; {@code cpu-stat} if it runs under a quota; and those of the work. It
 * prints a line of {@link Figures}.
 */
public final class Program {

    private Program() {}

    /** Measures once. */
    @SuppressWarnings("CatchAndPrintStackTrace") // The exit below would be silent.
    public static void main(String[] args) {
        int exitCode = 1;
        try {
            System.out.println(Figures.PREFIX + measure(Arguments.of(List.of(args))));
            exitCode = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            // The pool's threads would keep the process alive.
            System.exit(exitCode);
        }
    }

    private static Figures measure(Arguments arguments) throws Exception {
        Pool kind = new Pool(arguments.text("pool"));
        Tally tally = new Tally(Bodies.of(arguments, kind));
        Driver driver = driver(arguments, kind.start(), tally);
        Path cpuStat = Path.of(arguments.all().getOrDefault("cpu-stat", "/nonexistent"));
        return new Measurement(driver, tally, cpuStat)
                .run(arguments.number("warm-up-millis"), arguments.number("millis"));
    }

    private static Driver driver(Arguments arguments, ExecutorService pool, Tally tally) {
        String load = arguments.text("load");
        return switch (load) {
            case "closed" -> new ClosedLoop(pool, tally, arguments.number("in-flight"));
            case "open" -> OpenLoop.on(pool, tally, arguments.number("rate"), arguments.number("warm-up-millis") / 2);
            case "endless" -> new EndlessTasks(pool, tally, arguments.number("in-flight"));
            default ->
                throw new IllegalArgumentException(
                        "no such load: load=" + load + " (expected: closed, open or endless)");
        };
    }
}
