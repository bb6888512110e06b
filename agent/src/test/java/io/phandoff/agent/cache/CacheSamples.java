// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Caches with contents that are no class files, for which no cache looks. */
final class CacheSamples {
    static final String NAME = "a/B";
    static final byte[] OF_IMAGE = bytes("as it is in the image");
    static final byte[] OF_JVM = bytes("as the JVM shows it");
    static final byte[] REWRITTEN = bytes("with hooks");

    static final CacheContent CONTENT = new CacheContent(
            7,
            List.of("c.D.e()V"),
            List.of("java.base"),
            List.of("x.y"),
            List.of(NAME, "a/C"),
            List.of(),
            List.of("s/P"),
            true);

    static final List<PreparedClass> CLASSES = List.of(
            new PreparedClass(NAME, OF_IMAGE, List.of(), REWRITTEN),
            new PreparedClass(NAME, OF_JVM, List.of("a.B.f()V"), bytes("with hooks, too")));

    private CacheSamples() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A directory's file for an agent of that version with those options; the jar is any file. */
    static CacheDirectory directory(Path directory, String version, String options) throws IOException {
        Path jar = directory.resolveSibling(directory.getFileName() + ".jar");
        if (!Files.exists(jar)) {
            Files.writeString(jar, "the agent's classes");
        }
        return new CacheDirectory(directory.toString(), jar.toFile(), version, options);
    }
}
