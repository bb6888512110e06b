// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Tells contents apart by 64 bits, two check sums that the JDK has in native code. It guards against chance: another build of the
 * JDK, a file that was cut off. Against malice a hash kept next to what it is about guards nobody, however strong; owner and permissions
 * do ({@link CacheTrust}). A cryptographic one would cost more than the cache saves while the JVM is cold. Not thread-safe.
 */
final class Fingerprint {
    private final CRC32 crc = new CRC32();
    private final Adler32 adler = new Adler32();

    /** The fingerprint of a part of an array. */
    static long of(byte[] bytes, int from, int length) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(bytes, from, length);
        return fingerprint.value();
    }

    void add(byte[] bytes, int from, int length) {
        crc.update(bytes, from, length);
        adler.update(bytes, from, length);
    }

    long value() {
        return crc.getValue() << 32 | adler.getValue();
    }
}
