// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * The entries of a zip file that are stored, not deflated; the file may itself be a stored entry, or be in memory. The JDK's {@code JarFile} does more for
 * each class that is loaded than the loading is, in a JVM that has not warmed up: here an entry is found by a look at a few of its
 * characters and read in two steps. Names are ASCII. Safe for use by several threads.
 */
final class StoredZip {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 256;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int BUCKETS = 512;

    /** One of the two is null. */
    private final RandomAccessFile file;

    private final byte[] memory;
    private final long begin;
    private final byte[] directory;
    private final String comment;
    /** For each bucket the number of an entry, counted from 1; for each entry the next of its bucket, and where it is. */
    private final int[] first = new int[BUCKETS];

    private final int[] next;
    private final int[] entries;

    /** Opens a file, which stays open. */
    StoredZip(File zip) throws IOException {
        this(new RandomAccessFile(zip, "r"), null, 0, zip.length());
    }

    /** Opens what was read already. */
    StoredZip(byte[] zip) throws IOException {
        this(null, zip, 0, zip.length);
    }

    private StoredZip(RandomAccessFile file, byte[] memory, long begin, long end) throws IOException {
        this.file = file;
        this.memory = memory;
        this.begin = begin;
        byte[] tail = new byte[(int) Math.min(end - begin, END_LENGTH + LONGEST_COMMENT)];
        read(end - tail.length, tail);
        int at = tail.length - END_LENGTH;
        while (at >= 0 && u4(tail, at) != END_SIGNATURE) {
            at--;
        }
        if (at < 0) {
            throw new IOException("not a zip file: end=" + end);
        }
        int count = u2(tail, at + 10);
        directory = new byte[u4(tail, at + 12)];
        read(begin + u4(tail, at + 16), directory);
        comment = new String(tail, at + END_LENGTH, u2(tail, at + 20), StandardCharsets.ISO_8859_1);
        next = new int[count + 1];
        entries = new int[count + 1];
        index(count);
    }

    private void index(int count) {
        byte[] bytes = directory;
        int at = 0;
        for (int entry = 1; entry <= count; entry++) {
            // no calls in here: what is called some hundred times is compiled, which takes longer than it saves
            int length = (bytes[at + 28] & 0xff) | (bytes[at + 29] & 0xff) << 8;
            int extra = (bytes[at + 30] & 0xff) | (bytes[at + 31] & 0xff) << 8;
            int remark = (bytes[at + 32] & 0xff) | (bytes[at + 33] & 0xff) << 8;
            int name = at + ENTRY_LENGTH;
            int bucket = length == 0
                    ? 0
                    : (length * 31 + bytes[name + length - 1] * 7 + bytes[name + length / 2]) & (BUCKETS - 1);
            entries[entry] = at;
            next[entry] = first[bucket];
            first[bucket] = entry;
            at = name + length + extra + remark;
        }
    }

    /** What was written into the file besides its entries. */
    String comment() {
        return comment;
    }

    /** The number of an entry, 0 if there is none of that name that is stored. */
    int find(String name) {
        int length = name.length();
        if (length == 0) {
            return 0;
        }
        int entry = first[(length * 31 + name.charAt(length - 1) * 7 + name.charAt(length / 2)) & (BUCKETS - 1)];
        while (entry != 0 && !isStored(entries[entry], name)) {
            entry = next[entry];
        }
        return entry;
    }

    private boolean isStored(int at, String name) {
        int length = name.length();
        if (u2(directory, at + 28) != length || u2(directory, at + 10) != 0) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (directory[at + ENTRY_LENGTH + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of an entry that was found. */
    byte[] read(int entry) throws IOException {
        byte[] bytes = new byte[u4(directory, entries[entry] + 24)];
        read(dataOf(entry), bytes);
        return bytes;
    }

    /** The zip file that an entry that was found is. */
    StoredZip open(int entry) throws IOException {
        long data = dataOf(entry);
        return new StoredZip(file, memory, data, data + u4(directory, entries[entry] + 24));
    }

    private long dataOf(int entry) throws IOException {
        byte[] local = new byte[LOCAL_LENGTH];
        long at = begin + u4(directory, entries[entry] + 42);
        read(at, local);
        return at + LOCAL_LENGTH + u2(local, 26) + u2(local, 28);
    }

    private void read(long at, byte[] bytes) throws IOException {
        if (memory != null) {
            System.arraycopy(memory, (int) at, bytes, 0, bytes.length);
            return;
        }
        synchronized (file) {
            file.seek(at);
            file.readFully(bytes);
        }
    }

    /** Lets go of the file. */
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    private static int u4(byte[] bytes, int at) {
        return u2(bytes, at) | u2(bytes, at + 2) << 16;
    }
}
