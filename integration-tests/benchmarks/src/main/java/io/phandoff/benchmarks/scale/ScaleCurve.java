// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.scale;

import io.phandoff.benchmarks.ScaleCell;
import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What calls and looks cost against the number of blocked workers, for some numbers of processors: a table, and a picture. Each
 * cell is a new JVM; a round goes through all of them, the next one backwards. System properties: {@code jmh.rounds},
 * {@code work} (a directory to write to).
 */
public final class ScaleCurve {

    private static final List<Integer> WORKERS = List.of(10, 100, 1_000, 10_000);
    private static final List<Integer> PROCESSORS = List.of(2, 8, 64);

    private ScaleCurve() {}

    private record Cell(int workers, int processors) {}

    /** Measures, prints and draws. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.getInteger("jmh.rounds", 5);
        Path work = Files.createDirectories(
                Path.of(System.getProperty("work", "target/jmh")).toAbsolutePath());
        List<Cell> cells = new ArrayList<>();
        for (int processors : PROCESSORS) {
            for (int workers : WORKERS) {
                cells.add(new Cell(workers, processors));
            }
        }
        ScaleData data = new ScaleData();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(round % 2 == 0 ? i : cells.size() - 1 - i);
                data.add(cell.workers, cell.processors, run(cell));
            }
        }
        System.out.println("medians of " + rounds + " rounds, JDK "
                + Runtime.version().feature() + "; flat: at most " + ScaleData.FLAT + " times");
        data.table().forEach(System.out::println);
        Path picture = work.resolve("scale.svg");
        Files.writeString(picture, ScalePicture.draw(data));
        System.out.println("drawn: " + picture);
    }

    private static String run(Cell cell) throws InterruptedException {
        JvmRun run = AgentJvm.on(JavaHome.running())
                .wholeClassPath()
                .run(ScaleCell.class, Integer.toString(cell.workers), Integer.toString(cell.processors));
        if (run.timedOut() || run.exitCode() != 0) {
            throw new IllegalStateException("failed: " + run);
        }
        return run.out().get(0);
    }
}
