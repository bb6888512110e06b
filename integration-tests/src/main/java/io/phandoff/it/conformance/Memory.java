// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Memory outside the heap. */
final class Memory {
    static final int SIZE = 1 << 20;

    /** As much of it as there may be at most; else the row would take all of the machine's. */
    private static final long MOST = 64L << 20;

    private Memory() {}

    static Call mapped(Workshop workshop, Fifos.Use<MappedByteBuffer> use) throws IOException {
        try (FileChannel channel = FileChannel.open(
                FileChannels.file(workshop, SIZE), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
            buffer.put(new byte[SIZE]);
            return Call.timed(() -> use.of(buffer));
        }
    }

    /** When all direct memory is in use, a request waits in steps of 1, 2, 4, ... ms for some to come free. */
    static Call direct() throws Conformance.Unavailable {
        List<ByteBuffer> all = new ArrayList<>();
        long taken = 0;
        try {
            while (taken <= MOST) {
                all.add(ByteBuffer.allocateDirect(SIZE));
                taken += SIZE;
            }
        } catch (OutOfMemoryError e) {
            return Call.of(Memory::allocate, () -> {
                        all.clear();
                        System.gc();
                    })
                    .closing(all::clear);
        }
        throw new Conformance.Unavailable("no -XX:MaxDirectMemorySize of at most 64m");
    }

    private static void allocate() throws IOException {
        try {
            ByteBuffer.allocateDirect(SIZE);
        } catch (OutOfMemoryError e) {
            throw new IOException("not freed in time", e);
        }
    }
}
