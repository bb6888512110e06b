// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Numbers with the highest byte first; texts as their length and one byte a character. Used by one thread. */
final class IndexWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void number(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }

    void longNumber(long value) {
        number((int) (value >>> 32));
        number((int) value);
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        number(bytes.length);
        bytes(bytes);
    }

    void texts(List<String> texts) {
        number(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    void bytes(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    int length() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
