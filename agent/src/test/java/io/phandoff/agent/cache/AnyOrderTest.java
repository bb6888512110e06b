// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.HookCheck;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class AnyOrderTest {
    private static final byte[] THREAD = HookCheck.classFile("java.base", "java/lang/Thread");

    /** The same class with one method as the last one. */
    private static byte[] withLast(String last, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return name.equals(last)
                                ? null
                                : super.visitMethod(access, name, descriptor, signature, exceptions);
                    }
                },
                0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return name.equals(last)
                                ? writer.visitMethod(access, name, descriptor, signature, exceptions)
                                : null;
                    }
                },
                0);
        return writer.toByteArray();
    }

    @Test
    void of_methodsInAnotherOrder_isTheSame() {
        byte[] one = withLast("getId", THREAD);
        byte[] other = withLast("getPriority", THREAD);

        assertThat(one).isNotEqualTo(other).hasSameSizeAs(other);
        assertThat(AnyOrder.of(one)).isEqualTo(AnyOrder.of(other)).isNotEqualTo(AnyOrder.NONE);
    }

    @Test
    void of_anyByteChanged_isAnother() {
        byte[] bytes = HookCheck.classFile("java.base", "java/lang/ref/ReferenceQueue");
        long expected = AnyOrder.of(bytes);
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThat(AnyOrder.of(changed)).as("byte %s", at).isNotEqualTo(expected);
        }
    }

    @Test
    void of_noClassFile_isNone() {
        assertThat(AnyOrder.of(new byte[3])).isEqualTo(AnyOrder.NONE);
        assertThat(AnyOrder.of(CacheSamples.bytes("this is no class file, and longer than one's header")))
                .isEqualTo(AnyOrder.NONE);
    }
}
