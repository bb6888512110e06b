// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Leads the calls of the natives {@code Object.wait(long)} and {@code Thread.sleep(long)} to the Java wrappers
 * {@code wait(long, int)} and {@code sleep(long, int)}, which are hooked. Nothing of ours is named in the class, so it
 * need not be visible to the class's loader.
 */
class CallSiteVisitor extends MethodVisitor {
    static final String THREAD = "java/lang/Thread";
    static final String MILLIS = "(J)V";
    static final String MILLIS_NANOS = "(JI)V";

    private final String threadSubclass;

    /**
     * @param next what writes the method
     * @param threadSubclass internal name of a class whose {@code sleep(long)} is known to be Thread's, or null
     */
    CallSiteVisitor(MethodVisitor next, String threadSubclass) {
        super(HookCalls.ASM_API, next);
        this.threadSubclass = threadSubclass;
    }

    /** Called for each call that was led elsewhere. */
    void rewritten() {}

    final boolean isThread(String owner) {
        return owner.equals(THREAD) || owner.equals(threadSubclass);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (!descriptor.equals(MILLIS)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else if (opcode == Opcodes.INVOKESTATIC && name.equals("sleep") && isThread(owner)) {
            withZeroNanos(opcode, THREAD, name, false);
        } else if (opcode != Opcodes.INVOKESTATIC && name.equals("wait")) {
            // final in Object, whatever owner is named
            withZeroNanos(opcode, owner, name, isInterface);
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }

    private void withZeroNanos(int opcode, String owner, String name, boolean isInterface) {
        super.visitInsn(Opcodes.ICONST_0);
        super.visitMethodInsn(opcode, owner, name, MILLIS_NANOS, isInterface);
        rewritten();
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 1, maxLocals);
    }
}
