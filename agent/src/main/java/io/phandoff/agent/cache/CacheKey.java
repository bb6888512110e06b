// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * What a cache was made for: the agent, by its version and the end of its jar, which lists the check sum of every class in it; the
 * JVM; the options that say what is rewritten. A cache for anything else has another name, so that one directory serves several.
 */
final class CacheKey {
    private static final int END_OF_JAR = 1 << 16;
    private static final String[] OF_JVM = {
        "java.vm.name", "java.vm.version", "java.vm.vendor", "java.runtime.version", "os.name", "os.arch"
    };

    private CacheKey() {}

    /**
     * The key as a text.
     *
     * @param jar the agent's jar
     * @param version the agent's version
     * @param options those that say what is rewritten, written so that equal ones are equal
     */
    static String of(File jar, String version, String options) throws IOException {
        StringBuilder key = new StringBuilder();
        key.append("agent=").append(version).append('/').append(jar.length());
        key.append('/').append(Long.toHexString(endOf(jar)));
        for (String property : OF_JVM) {
            key.append('\n').append(property).append('=').append(System.getProperty(property));
        }
        File image = new File(System.getProperty("java.home"), "lib/modules");
        key.append("\nimage=").append(image.length());
        return key.append("\noptions=").append(options).toString();
    }

    private static long endOf(File jar) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(jar, "r")) {
            long length = in.length();
            byte[] end = new byte[(int) Math.min(length, END_OF_JAR)];
            in.seek(length - end.length);
            in.readFully(end);
            return Fingerprint.of(end, 0, end.length);
        }
    }

    /** The name of the file of a key. */
    static String fileName(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        return "phandoff-" + Runtime.version().feature() + '-'
                + Long.toHexString(Fingerprint.of(bytes, 0, bytes.length)) + ".cache";
    }
}
