// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a cell gave in all rounds, one line of the CSV file.
 *
 * @param rounds in which it was measured
 * @param perSecond tasks a second
 * @param p99Millis see {@link FlatLineTurn}
 * @param threads most of the JVM
 * @param cpuMicros CPU of the process for each task
 */
record FlatLineRow(
        FlatLineCell cell, int rounds, Spread perSecond, Spread p99Millis, Spread threads, Spread cpuMicros) {

    static final String HEADER = "work,pool,agent,rounds,"
            + "per_second,per_second_lowest,per_second_highest,"
            + "p99_ms,p99_ms_lowest,p99_ms_highest,"
            + "peak_threads,peak_threads_lowest,peak_threads_highest,"
            + "cpu_us,cpu_us_lowest,cpu_us_highest";

    private static final String WITH = "with";
    private static final String WITHOUT = "without";
    private static final int FIRST_FIGURE = 4;
    private static final int COLUMNS = 16;

    /** At least one turn. */
    static FlatLineRow of(FlatLineCell cell, List<FlatLineTurn> turns) {
        return new FlatLineRow(
                cell,
                turns.size(),
                Spread.of(turns.stream().mapToDouble(turn -> turn.rate().tasksPerSecond())),
                Spread.of(turns.stream().mapToDouble(FlatLineTurn::p99Millis)),
                Spread.of(turns.stream().mapToDouble(FlatLineTurn::peakThreads)),
                Spread.of(turns.stream().mapToDouble(turn -> turn.rate().cpuMicrosPerTask())));
    }

    /** Reads what {@link #csv} wrote. */
    static FlatLineRow parse(String csv) {
        String[] words = csv.split(",", -1);
        if (words.length != COLUMNS) {
            throw new IllegalArgumentException("not a row: line=" + csv + " (expected: " + COLUMNS + " columns)");
        }
        FlatLineCell cell = new FlatLineCell(
                FlatLineWork.valueOf(words[0].toUpperCase(Locale.ROOT)), new PoolKind(words[1]), WITH.equals(words[2]));
        double[] figures = Arrays.stream(words, FIRST_FIGURE, COLUMNS)
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new FlatLineRow(
                cell,
                Integer.parseInt(words[3]),
                spread(figures, 0),
                spread(figures, 1),
                spread(figures, 2),
                spread(figures, 3));
    }

    private static Spread spread(double[] figures, int number) {
        return new Spread(figures[3 * number], figures[3 * number + 1], figures[3 * number + 2]);
    }

    String csv() {
        return String.join(
                ",",
                cell.work().label(),
                cell.pool().name(),
                cell.agent() ? WITH : WITHOUT,
                Integer.toString(rounds),
                csv(perSecond),
                csv(p99Millis),
                csv(threads),
                csv(cpuMicros));
    }

    private static String csv(Spread spread) {
        return String.format(Locale.ROOT, "%.2f,%.2f,%.2f", spread.median(), spread.lowest(), spread.highest());
    }
}
