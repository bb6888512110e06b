// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import io.phandoff.it.JvmRun;
import io.phandoff.it.stalls.NativeLibrary;
import io.phandoff.it.stalls.StallKind;
import io.phandoff.it.stalls.StallRuns;
import io.phandoff.it.stalls.Stalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The stall table: how soon another worker runs when the one that holds the only processor is stuck where no hook is.
 * One JVM for each row. Argument: stalls a row, if not 20.
 */
public final class StallBench {

    private static final String STALLS = "20";

    private StallBench() {}

    /** Prints a table for each JDK. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String stalls = args.length > 0 ? args[0] : STALLS;
        Path directory = Files.createTempDirectory("stalls");
        Optional<Path> library = NativeLibrary.compile(JavaHome.running(), directory);
        for (JavaHome home : JavaHomes.all()) {
            System.out.println(home + ", " + stalls + " stalls each; ms until another worker ran");
            System.out.printf("%-18s %-8s %6s %6s%n", "stuck in", "cause", "p50", "max");
            for (StallKind kind : StallKind.values()) {
                if (kind.existsOn(home.feature()) && (!kind.needsNativeCode() || library.isPresent())) {
                    print(
                            kind,
                            kind.cause(home.feature()),
                            StallRuns.jvm(home, kind, library).run(Stalls.class, kind.name(), stalls));
                }
            }
        }
    }

    private static void print(StallKind kind, String cause, JvmRun run) {
        if (run.timedOut() || run.exitCode() != 0 || run.out().get(0).startsWith("skipped=")) {
            System.out.println(kind + ": " + run);
            return;
        }
        StallRuns.Result result = StallRuns.Result.of(run);
        System.out.println(String.format(
                Locale.ROOT,
                "%-18s %-8s %6.1f %6.1f",
                kind.name().toLowerCase(Locale.ROOT),
                cause,
                result.p50Micros() / 1000.0,
                result.maxMicros() / 1000.0));
    }
}
