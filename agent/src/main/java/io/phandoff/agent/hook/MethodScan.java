// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

/**
 * Looks for methods in a class file without reading any code: it runs over some thirty classes at every start, where a
 * general parser would still run in the interpreter. Takes class files of any version. Not thread-safe.
 */
final class MethodScan {
    private static final int WITHOUT_CODE = 0x0100 | 0x0400; // native, abstract

    private final byte[] bytes;
    private final int[] constants;
    private final int methods;

    MethodScan(byte[] bytes) {
        this.bytes = bytes;
        this.constants = new int[u2(ConstantPool.COUNT_AT)];
        int at = ConstantPool.FIRST_AT;
        for (int i = 1; i < constants.length; i += ConstantPool.indexes(bytes[constants[i]])) {
            constants[i] = at;
            at += ConstantPool.length(bytes, at);
        }
        at += 6; // access flags, this class, super class
        at += 2 + 2 * u2(at); // interfaces
        int fields = u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = skipMember(at);
        }
        this.methods = at;
    }

    /** Whether the class declares a method of that name and descriptor which has code. */
    boolean has(String name, String descriptor) {
        int at = methods + 2;
        for (int left = u2(methods); left > 0; left--) {
            if (ConstantPool.isText(bytes, constants[u2(at + 2)], name)
                    && ConstantPool.isText(bytes, constants[u2(at + 4)], descriptor)) {
                return (u2(at) & WITHOUT_CODE) == 0;
            }
            at = skipMember(at);
        }
        return false;
    }

    private int skipMember(int at) {
        int next = at + 8;
        for (int left = u2(at + 6); left > 0; left--) {
            next += 6 + (u2(next + 2) << 16 | u2(next + 4));
        }
        return next;
    }

    private int u2(int at) {
        return ConstantPool.u2(bytes, at);
    }
}
