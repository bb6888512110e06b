// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Row.row;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.util.List;

/** Piped streams and readers, empty and full. */
final class Streams {
    private static final int SIZE = 16;

    static final List<Row> ROWS = List.of(
            row("PipedInputStream.read", () -> {
                PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out);
                return Call.of(in::read, () -> {
                    out.write(1);
                    out.flush();
                });
            }),
            row("PipedOutputStream.write", () -> {
                PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out, SIZE);
                out.write(new byte[SIZE]);
                return Call.of(() -> out.write(1), () -> in.readNBytes(SIZE));
            }),
            row("PipedReader.read", () -> {
                PipedWriter out = new PipedWriter();
                PipedReader in = new PipedReader(out);
                return Call.of(in::read, () -> {
                    out.write(1);
                    out.flush();
                });
            }),
            row("PipedWriter.write", () -> {
                PipedWriter out = new PipedWriter();
                PipedReader in = new PipedReader(out, SIZE);
                out.write(new char[SIZE]);
                return Call.of(() -> out.write(1), () -> {
                    for (int i = 0; i < SIZE; i++) {
                        in.read();
                    }
                });
            }));

    private Streams() {}
}
