// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import io.phandoff.agent.hook.ConstantPool;

/**
 * A fingerprint of a class file in which the order of the methods does not count. The JVM orders the methods of a loaded class
 * by where their names are in its memory, and shows them so: for a class that is not in its archive the order is another in each run.
 */
final class AnyOrder {
    /** Of what is no class file. */
    static final long NONE = 0;

    private AnyOrder() {}

    static long of(byte[] bytes) {
        try {
            return of(bytes, new Members(bytes));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return NONE;
        }
    }

    private static long of(byte[] bytes, Members members) {
        int methods = members.skip(members.fields);
        int at = methods + 2;
        long sum = 0;
        for (int left = ConstantPool.u2(bytes, methods); left > 0; left--) {
            int end = members.skipOne(at);
            sum += spread(Fingerprint.of(bytes, at, end - at));
            at = end;
        }
        Fingerprint rest = new Fingerprint();
        rest.add(bytes, 0, methods + 2);
        rest.add(bytes, at, bytes.length - at);
        return sum + rest.value();
    }

    /** So that the sums of two methods do not hide in each other. */
    private static long spread(long value) {
        long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    /** Where the members of a class file begin and end. */
    private static final class Members {
        private final byte[] bytes;
        private final int fields;

        Members(byte[] bytes) {
            this.bytes = bytes;
            int at = ConstantPool.FIRST_AT;
            int count = ConstantPool.u2(bytes, ConstantPool.COUNT_AT);
            for (int i = 1; i < count; ) {
                i += ConstantPool.indexes(bytes[at]);
                at += ConstantPool.length(bytes, at);
            }
            at += 6; // access flags, this class, super class
            fields = at + 2 + 2 * ConstantPool.u2(bytes, at); // after the interfaces
        }

        /** Behind the members whose number is there. */
        int skip(int at) {
            int next = at + 2;
            for (int left = ConstantPool.u2(bytes, at); left > 0; left--) {
                next = skipOne(next);
            }
            return next;
        }

        int skipOne(int at) {
            int next = at + 8;
            for (int left = ConstantPool.u2(bytes, at + 6); left > 0; left--) {
                next += 6 + (ConstantPool.u2(bytes, next + 2) << 16 | ConstantPool.u2(bytes, next + 4));
            }
            return next;
        }
    }
}
