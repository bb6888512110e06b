// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the rows and prints one line for each, the fields separated by tabs: name, share in percent, lost time in
 * microseconds, way, runs needed, and what was wrong, if anything was. Arguments: parts of the names of the rows to run;
 * none: all. With {@code -v} each exception that a row ended with is shown.
 *
 * <p>To be run with the agent and {@code phandoff.procs=1}, {@code phandoff.strict=true}, {@code phandoff.grow=false},
 * {@code phandoff.slice=10s}, {@code phandoff.pools.include=conformance-*}: see the settings in ConformanceIT.
 */
public final class Conformance {
    /** What a line with the result of a row begins with. */
    public static final String RESULT = "row\t";

    /** A line that asks whoever runs the program for a line on its standard input. */
    public static final String INPUT_WANTED = "input wanted";

    /** The last line. */
    public static final String DONE = "done";

    /** The share that counts as free at once. */
    public static final double FREE = 0.9;

    /** The same of a call in steps, whose worker needs the processor in between. */
    public static final double FREE_IN_STEPS = 0.5;

    /** Sysmon frees a processor within this time while somebody waits for it. */
    public static final long SYSMON_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Noise of the machine only lengthens what is lost, and comes in bursts of seconds: the best run counts. */
    private static final int MOST_TRIALS = 25;

    private static final int MOST_WITH_FAULTY = 40;
    /** How often rows that did not meet their bound are measured again at the end. */
    private static final int MOST_PASSES = 4;
    /** Runs in which no hook was seen to free the processor, until it is believed that there is none. */
    static final int NO_HOOK_TRIALS = 5;

    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(12);

    private static volatile boolean verbose;

    private Conformance() {}

    public static void main(String[] args) throws Exception {
        List<String> wanted =
                List.of(args).stream().filter(arg -> !arg.equals("-v")).toList();
        verbose = wanted.size() < args.length;
        try (Workshop workshop = new Workshop()) {
            List<Row> again = new ArrayList<>();
            for (Row row : Catalogue.rows(workshop)) {
                if (row.since() <= Runtime.version().feature()
                        && (wanted.isEmpty() || wanted.stream().anyMatch(row.name()::contains))
                        && !print(row)) {
                    again.add(row);
                }
            }
            // The burst of noise, if it was one, is over; of a row's lines the last one counts.
            for (int pass = 0; pass < MOST_PASSES && !again.isEmpty(); pass++) {
                again.removeIf(Conformance::print);
            }
        }
        System.out.println(DONE);
        System.exit(0); // whatever a row has left behind
    }

    /** Measures a row and prints its line; whether it meets its bound or cannot be measured here. */
    private static boolean print(Row row) {
        Measured best = null;
        boolean satisfied = false;
        int trials = 0;
        try {
            measure(row, WARM_UP_NANOS); // loads classes
            int valid = 0;
            while (valid < MOST_TRIALS && trials < MOST_WITH_FAULTY && !satisfied) {
                trials++;
                Measured measured = measure(row, Call.HELD_NANOS);
                if (measured.fault() == null) {
                    valid++;
                }
                if (measured.betterThan(best)) {
                    best = measured;
                }
                satisfied = best.satisfies(row, valid);
            }
        } catch (Unavailable e) {
            System.out.println(String.join("\t", RESULT + row.name(), "0", "0", "skipped", "0", e.getMessage()));
            return true;
        } catch (Exception e) {
            note(e);
            best = Measured.faulty(e.toString());
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%s%s\t%.1f\t%d\t%s\t%d\t%s",
                RESULT,
                row.name(),
                100 * best.share(),
                TimeUnit.NANOSECONDS.toMicros(best.lostNanos()),
                best.way(),
                trials,
                best.fault() == null ? "" : best.fault()));
        return satisfied;
    }

    private static Measured measure(Row row, long holdNanos) throws Exception {
        try {
            return new Trial(row, holdNanos).run();
        } catch (IllegalStateException e) {
            return Measured.faulty(e.getMessage());
        }
    }

    /** Shows an exception that may or may not be expected. */
    static void note(Exception e) {
        if (verbose) {
            e.printStackTrace(System.out);
        }
    }

    /** Shows how a way was found. */
    static void note(Supplier<String> text) {
        if (verbose) {
            System.out.println(text.get());
        }
    }

    /** The machine lacks something that the row needs; the message says what. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String message) {
            super(message);
        }
    }
}
