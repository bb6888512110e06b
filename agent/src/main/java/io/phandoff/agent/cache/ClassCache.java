// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cache that may be used: its index is in memory, its classes are read when they are asked for. A class is given out only for the
 * very bytes that it was made from, and only if it is what was written; all else is told as not there. Thread-safe.
 */
public final class ClassCache {
    private static final int BUFFER = 1 << 16;

    private final File file;
    private final CacheContent content;
    private final Map<String, Entry> classes = new HashMap<>();
    private RandomAccessFile open;

    /** Of the classes of one name, a list: there are two at most. */
    private static final class Entry {
        private List<String> missing;
        private int originalLength;
        private long original;
        private long anyOrder;
        private long at;
        private int length;
        private long rewritten;
        private Entry next;
    }

    /** What a class becomes. */
    public static final class Found {
        private final byte[] bytes;
        private final List<String> missing;

        private Found(byte[] bytes, List<String> missing) {
            this.bytes = bytes;
            this.missing = missing;
        }

        /** The class file with hooks. */
        public byte[] bytes() {
            return bytes;
        }

        /** Hook points that were looked for in it in vain; never null. */
        public List<String> missing() {
            return missing;
        }
    }

    /**
     * Opens a file and checks all of it.
     *
     * @throws IOException that says why it cannot be used
     */
    ClassCache(File file, String key) throws IOException {
        this.file = file;
        RandomAccessFile in = new RandomAccessFile(file, "r");
        try {
            byte[] header = new byte[CacheWriter.HEADER];
            in.readFully(header);
            IndexReader fields = new IndexReader(header);
            if (fields.number() != CacheWriter.MAGIC || fields.number() != CacheWriter.FORMAT) {
                throw new IOException("not of this format");
            }
            int indexLength = fields.number();
            int rest = fields.number();
            if (in.length() != (long) rest + CacheWriter.HEADER || indexLength < 0 || indexLength > rest) {
                throw new IOException("not as long as it says");
            }
            byte[] index = checked(in, header, indexLength, rest, fields.longNumber());
            IndexReader names = new IndexReader(index);
            if (!names.text().equals(key)) {
                throw new IOException("for another JVM, agent or options");
            }
            content = readContent(names);
            readClasses(names, (long) CacheWriter.HEADER + indexLength);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e instanceof IOException refused ? refused : new IOException("not of this format", e);
        }
        open = in;
    }

    private static byte[] checked(RandomAccessFile in, byte[] header, int indexLength, int rest, long expected)
            throws IOException {
        byte[] index = new byte[indexLength];
        in.readFully(index);
        Fingerprint found = new Fingerprint();
        found.add(header, 0, CacheWriter.HASHED);
        found.add(index, 0, indexLength);
        byte[] buffer = new byte[BUFFER];
        for (int left = rest - indexLength; left > 0; ) {
            int part = Math.min(left, BUFFER);
            in.readFully(buffer, 0, part);
            found.add(buffer, 0, part);
            left -= part;
        }
        if (found.value() != expected) {
            throw new IOException("content does not have its hash");
        }
        return index;
    }

    private static CacheContent readContent(IndexReader in) {
        int known = in.number();
        boolean callSites = in.number() != 0;
        return new CacheContent(
                known, in.texts(), in.texts(), in.texts(), in.texts(), in.texts(), in.texts(), callSites);
    }

    private void readClasses(IndexReader in, long filesAt) {
        for (int left = in.number(); left > 0; left--) {
            String name = in.text();
            Entry entry = new Entry();
            entry.missing = in.texts();
            entry.originalLength = in.number();
            entry.original = in.longNumber();
            entry.anyOrder = in.longNumber();
            entry.at = filesAt + in.number();
            entry.length = in.number();
            entry.rewritten = in.longNumber();
            entry.next = classes.put(name, entry);
        }
    }

    /** What it knows of the JVM. */
    public CacheContent content() {
        return content;
    }

    /**
     * What becomes of a class of the bootstrap loader.
     *
     * @param name its internal name
     * @param original its class file
     * @return null if that is not in here; never an error
     */
    public Found find(String name, byte[] original) {
        Entry first = classes.get(name);
        Entry found = first == null ? null : entryOf(first, original);
        return found == null ? null : read(found);
    }

    private static Entry entryOf(Entry first, byte[] original) {
        long fingerprint = Fingerprint.of(original, 0, original.length);
        boolean hasLength = false;
        for (Entry entry = first; entry != null; entry = entry.next) {
            if (entry.originalLength == original.length) {
                hasLength = true;
                if (entry.original == fingerprint) {
                    return entry;
                }
            }
        }
        if (hasLength) {
            long anyOrder = AnyOrder.of(original);
            for (Entry entry = first; entry != null; entry = entry.next) {
                if (entry.originalLength == original.length
                        && entry.anyOrder == anyOrder
                        && anyOrder != AnyOrder.NONE) {
                    return entry;
                }
            }
        }
        return null;
    }

    private synchronized Found read(Entry entry) {
        byte[] bytes = new byte[entry.length];
        boolean wasOpen = open != null;
        try {
            if (!wasOpen) {
                open = new RandomAccessFile(file, "r");
            }
            open.seek(entry.at);
            open.readFully(bytes);
        } catch (IOException e) {
            return null; // gone since: the class is rewritten as without a cache
        } finally {
            if (!wasOpen) {
                close();
            }
        }
        return Fingerprint.of(bytes, 0, bytes.length) == entry.rewritten ? new Found(bytes, entry.missing) : null;
    }

    /** Lets go of the file, which is opened again for each class that is asked for later. */
    public synchronized void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing was written to it.
                assert open != null;
            }
            open = null;
        }
    }
}
