// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.ConstantPool;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/** Class files as bytes: reading those of JVMs that are newer than ASM, and a look into them that costs next to nothing. */
final class ClassFiles {
    private static final int MAJOR_VERSION = 6;
    private static final int LATEST = Opcodes.V28;

    private ClassFiles() {}

    /** A reader that takes a class file of any version for one that ASM knows; {@link #write} puts the version back. */
    static ClassReader read(byte[] bytes) {
        if (ConstantPool.u2(bytes, MAJOR_VERSION) <= LATEST) {
            return new ClassReader(bytes);
        }
        byte[] known = bytes.clone();
        known[MAJOR_VERSION] = (byte) (LATEST >>> 8);
        known[MAJOR_VERSION + 1] = (byte) LATEST;
        return new ClassReader(known);
    }

    static byte[] write(ClassWriter writer, byte[] original) {
        byte[] bytes = writer.toByteArray();
        bytes[MAJOR_VERSION] = original[MAJOR_VERSION];
        bytes[MAJOR_VERSION + 1] = original[MAJOR_VERSION + 1];
        return bytes;
    }

    /**
     * Whether a class file may call {@code wait(long)} or {@code sleep(long)}: its constants hold one of the names and
     * the descriptor. A false alarm costs time only.
     */
    static boolean mayCallWaitOrSleep(byte[] bytes) {
        boolean name = false;
        boolean descriptor = false;
        int count = ConstantPool.u2(bytes, ConstantPool.COUNT_AT);
        int at = ConstantPool.FIRST_AT;
        int i = 1;
        while (i < count) {
            if (bytes[at] == ConstantPool.UTF8) {
                name |= ConstantPool.isText(bytes, at, "wait") || ConstantPool.isText(bytes, at, "sleep");
                descriptor |= ConstantPool.isText(bytes, at, CallSiteVisitor.MILLIS);
                if (name && descriptor) {
                    return true;
                }
            }
            i += ConstantPool.indexes(bytes[at]);
            at += ConstantPool.length(bytes, at);
        }
        return false;
    }
}
