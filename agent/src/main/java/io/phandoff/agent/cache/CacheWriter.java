// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes a cache's file: all of it or nothing of it is ever seen under its name.
 *
 * <pre>
 * magic, format            4 bytes each
 * length of the index      4 bytes
 * length of the rest       4 bytes: the index and the classes
 * fingerprint              8 bytes: of all before and behind it
 * index                    key, content, for each class its name, what was missing, length and fingerprint of the original
 *                          and of the rewritten class file, where that begins
 * rewritten class files    one behind the other
 * </pre>
 */
final class CacheWriter {
    static final int MAGIC = 0x50484f43;
    static final int FORMAT = 1;
    static final int HEADER = 24;
    /** How much of the header is in the fingerprint. */
    static final int HASHED = 16;

    private static final String PREFIX = ".phandoff-";
    private static final String SUFFIX = ".tmp";
    private static final long LEFT_OVER_MILLIS = TimeUnit.HOURS.toMillis(1);

    private CacheWriter() {}

    /** Writes a file in place of the one that may be there. */
    static void write(Path file, String key, CacheContent content, List<PreparedClass> classes) throws IOException {
        byte[] bytes = bytes(key, content, classes);
        removeLeftOvers(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), PREFIX, SUFFIX);
        try {
            Files.write(temporary, bytes);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Of starts that were killed while they wrote. A file that is no hour old may be another start's that writes now. */
    private static void removeLeftOvers(Path directory) {
        long before = System.currentTimeMillis() - LEFT_OVER_MILLIS;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toMillis() < before) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // somebody else removed it, or may write here but not list or remove: the cache is written all the same
        }
    }

    static byte[] bytes(String key, CacheContent content, List<PreparedClass> classes) {
        IndexWriter files = new IndexWriter();
        IndexWriter rest = new IndexWriter();
        writeIndex(rest, key, content, classes, files);
        int index = rest.length();
        rest.bytes(files.toBytes());
        byte[] all = rest.toBytes();
        IndexWriter file = new IndexWriter();
        file.number(MAGIC);
        file.number(FORMAT);
        file.number(index);
        file.number(all.length);
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(file.toBytes(), 0, HASHED);
        fingerprint.add(all, 0, all.length);
        file.longNumber(fingerprint.value());
        file.bytes(all);
        return file.toBytes();
    }

    private static void writeIndex(
            IndexWriter out, String key, CacheContent content, List<PreparedClass> classes, IndexWriter files) {
        out.text(key);
        out.number(content.known());
        out.number(content.callSites() ? 1 : 0);
        out.texts(content.missing());
        out.texts(content.present());
        out.texts(content.absent());
        out.texts(content.hooked());
        out.texts(content.pools());
        out.texts(content.serverPools());
        out.number(classes.size());
        for (PreparedClass each : classes) {
            out.text(each.name());
            out.texts(each.missing());
            out.number(each.original().length);
            out.longNumber(Fingerprint.of(each.original(), 0, each.original().length));
            out.longNumber(AnyOrder.of(each.original()));
            out.number(files.length());
            out.number(each.rewritten().length);
            out.longNumber(Fingerprint.of(each.rewritten(), 0, each.rewritten().length));
            files.bytes(each.rewritten());
        }
    }
}
