// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Counts the calls in a class file. */
final class Calls {
    private Calls() {}

    /** From "method -> hook" to the number of such calls. */
    static Map<String, Integer> ofHooks(byte[] bytes) {
        return count(bytes, HookCalls.HOOKS, "");
    }

    /** From "method -> owner.name" to the number of calls of methods of one descriptor. */
    static Map<String, Integer> ofDescriptor(byte[] bytes, String descriptor) {
        return count(bytes, null, descriptor);
    }

    private static Map<String, Integer> count(byte[] bytes, String callee, String ofDescriptor) {
        Map<String, Integer> counts = new TreeMap<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(HookCalls.ASM_API) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String descriptor, String signature, String[] thrown) {
                                return new MethodVisitor(HookCalls.ASM_API) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode, String owner, String name, String type, boolean itf) {
                                        if (callee == null && type.equals(ofDescriptor)) {
                                            counts.merge(method + " -> " + owner + "." + name, 1, Integer::sum);
                                        } else if (owner.equals(callee)
                                                || (callee != null && owner.equals(PoolRewriteVisitor.HOOKS))) {
                                            counts.merge(method + " -> " + name, 1, Integer::sum);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return counts;
    }
}
