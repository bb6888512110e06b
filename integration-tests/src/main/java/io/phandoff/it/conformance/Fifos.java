// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Row.row;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** java.io files that block: FIFOs, and standard input. */
final class Fifos {
    private static final int CAPACITY = OtherChannels.PIPE_CAPACITY;

    private Fifos() {}

    static List<Row> rows(Workshop workshop) {
        return List.of(
                row(
                        "FileInputStream open (FIFO)",
                        () -> openingToRead(workshop, fifo -> new FileInputStream(fifo.toFile()))),
                row("FileInputStream.read()", () -> reading(workshop, FileInputStream::read)),
                row("FileInputStream.read(byte[])", () -> reading(workshop, in -> in.read(new byte[1]))),
                row(
                        "FileInputStream.read(byte[], int, int)",
                        () -> reading(workshop, in -> in.read(new byte[1], 0, 1))),
                row(
                        "FileOutputStream open (FIFO)",
                        () -> openingToWrite(workshop, fifo -> new FileOutputStream(fifo.toFile()))),
                row("FileOutputStream.write(int)", () -> writing(workshop, out -> out.write(1))),
                row("FileOutputStream.write(byte[])", () -> writing(workshop, out -> out.write(new byte[1]))),
                row(
                        "FileOutputStream.write(byte[], int, int)",
                        () -> writing(workshop, out -> out.write(new byte[1], 0, 1))),
                row(
                        "RandomAccessFile open (FIFO)",
                        () -> openingToRead(workshop, fifo -> new RandomAccessFile(fifo.toFile(), "r"))),
                row("RandomAccessFile.read()", () -> randomReading(workshop, RandomAccessFile::read)),
                row("RandomAccessFile.read(byte[])", () -> randomReading(workshop, file -> file.read(new byte[1]))),
                row("RandomAccessFile.readFully", () -> randomReading(workshop, file -> file.readFully(new byte[1]))),
                row("RandomAccessFile.readLine", () -> randomReading(workshop, RandomAccessFile::readLine)),
                row("RandomAccessFile.write(int)", () -> randomWriting(workshop, file -> file.write(1))),
                row("RandomAccessFile.write(byte[])", () -> randomWriting(workshop, file -> file.write(new byte[1]))),
                row("RandomAccessFile.writeBytes", () -> randomWriting(workshop, file -> file.writeBytes("a"))),
                row("RandomAccessFile.writeChars", () -> randomWriting(workshop, file -> file.writeChars("a"))),
                row("System.in.read", () -> input(Fifos::readAvailable)),
                row(
                        "BufferedReader.readLine (System.in)",
                        () -> input(() -> new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                                .readLine())),
                row(
                        "Scanner.nextLine (System.in)",
                        () -> input(() -> new Scanner(System.in, StandardCharsets.UTF_8).nextLine())));
    }

    /** A use of something that may block. */
    interface Use<T> {
        void of(T value) throws Exception;
    }

    /** Opens a path. */
    interface Open<T extends AutoCloseable> {
        T open(Path path) throws Exception;
    }

    /** The FIFO, open in both directions, so that others can open it and nobody sees its end. */
    static RandomAccessFile keeper(Path fifo) throws IOException {
        return new RandomAccessFile(fifo.toFile(), "rw");
    }

    static void drain(RandomAccessFile keeper) throws IOException {
        keeper.readFully(new byte[CAPACITY]);
    }

    static void fill(RandomAccessFile keeper) throws IOException {
        keeper.write(new byte[CAPACITY]);
    }

    static Call openingToRead(Workshop workshop, Open<? extends AutoCloseable> open) throws Exception {
        Path fifo = workshop.fifo("open");
        return Call.of(() -> open.open(fifo).close(), () -> new FileOutputStream(fifo.toFile()).close());
    }

    static Call openingToWrite(Workshop workshop, Open<? extends AutoCloseable> open) throws Exception {
        Path fifo = workshop.fifo("open");
        return Call.of(() -> open.open(fifo).close(), () -> new FileInputStream(fifo.toFile()).close());
    }

    static <T extends AutoCloseable> Call readingFrom(Workshop workshop, Open<T> open, Use<T> use) throws Exception {
        Path fifo = workshop.fifo("data");
        RandomAccessFile keeper = keeper(fifo);
        T file = open.open(fifo);
        return Call.of(() -> use.of(file), () -> keeper.write('\n')).closing(file, keeper);
    }

    static <T extends AutoCloseable> Call writingTo(Workshop workshop, Open<T> open, Use<T> use) throws Exception {
        Path fifo = workshop.fifo("data");
        RandomAccessFile keeper = keeper(fifo);
        T file = open.open(fifo);
        fill(keeper);
        return Call.of(() -> use.of(file), () -> drain(keeper)).closing(file, keeper);
    }

    private static Call reading(Workshop workshop, Use<FileInputStream> use) throws Exception {
        return readingFrom(workshop, fifo -> new FileInputStream(fifo.toFile()), use);
    }

    private static Call writing(Workshop workshop, Use<FileOutputStream> use) throws Exception {
        return writingTo(workshop, fifo -> new FileOutputStream(fifo.toFile()), use);
    }

    private static Call randomReading(Workshop workshop, Use<RandomAccessFile> use) throws Exception {
        return readingFrom(workshop, Fifos::keeper, use);
    }

    private static Call randomWriting(Workshop workshop, Use<RandomAccessFile> use) throws Exception {
        return writingTo(workshop, Fifos::keeper, use);
    }

    private static void readAvailable() throws IOException {
        do {
            System.in.read();
        } while (System.in.available() > 0);
    }

    private static Call input(Body read) {
        return Call.of(read, () -> System.out.println(Conformance.INPUT_WANTED));
    }
}
