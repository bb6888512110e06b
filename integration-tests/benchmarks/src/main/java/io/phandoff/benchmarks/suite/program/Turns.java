// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * Works and rests as it is told, on one pool that lives on: a turn for each line that comes. Between two turns nothing is in
 * flight, so that another program can have its turn on the same CPUs.
 */
final class Turns {

    /** Printed when the warm-up is over and nothing is in flight. */
    static final String READY = "ready";

    private static final Path NO_QUOTA = Path.of("/nonexistent");

    private final Tally tally;
    private final IntFunction<Driver> drivers;
    private final int settleMillis;
    private final PrintStream out;

    /** {@code drivers}: a new one, given how long it has to be gentle; {@code settleMillis}: of each turn, not measured. */
    Turns(Tally tally, IntFunction<Driver> drivers, int settleMillis, PrintStream out) {
        this.tally = tally;
        this.drivers = drivers;
        this.settleMillis = settleMillis;
        this.out = out;
    }

    /** Until there are no more lines. */
    void run(int warmUpMillis, int millis, InputStream in) throws Exception {
        turn(warmUpMillis, millis);
        out.println(READY);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        while (isTold(lines)) {
            out.println(Figures.PREFIX + turn(settleMillis, millis));
        }
    }

    private static boolean isTold(BufferedReader lines) throws IOException {
        return lines.readLine() != null;
    }

    private Figures turn(int before, int millis) throws Exception {
        tally.begin();
        return new Measurement(drivers.apply(before / 2), tally, NO_QUOTA, false).run(before, millis);
    }
}
