// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link IndexWriter} has written. Not a stream of the JDK's: those take a text apart character by character, which is slow in a JVM
 * that has not warmed up. Reading beyond the end throws IndexOutOfBoundsException. Used by one thread.
 */
final class IndexReader {
    private final byte[] bytes;
    private int at;

    IndexReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int number() {
        int first = at;
        at += 4;
        return bytes[first] << 24
                | (bytes[first + 1] & 0xff) << 16
                | (bytes[first + 2] & 0xff) << 8
                | (bytes[first + 3] & 0xff);
    }

    long longNumber() {
        return (long) number() << 32 | (number() & 0xffff_ffffL);
    }

    String text() {
        int length = number();
        String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }

    List<String> texts() {
        int count = number();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }
}
