// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Shape;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes calls of {@link io.phandoff.runtime.Hooks} into a method. */
final class HookCalls {
    static final int ASM_API = Opcodes.ASM9;
    static final String HOOKS = "io/phandoff/runtime/Hooks";
    private static final String THREAD = "(Ljava/lang/Thread;)V";
    private static final String BLOCKER_PREFIX = "(Ljava/lang/Object;";

    private HookCalls() {}

    /** What {@link #enter} and {@link #exit} need on the operand stack at the most. */
    static int stackFor(HookPoint point) {
        return point.shape() == Shape.BEGIN_IF ? 2 : 1;
    }

    static void enter(MethodVisitor mv, HookPoint point, boolean isStatic) {
        int argument = isStatic ? 0 : 1;
        if (point.shape() == Shape.AROUND_PARK && point.descriptor().startsWith(BLOCKER_PREFIX)) {
            mv.visitVarInsn(Opcodes.ALOAD, argument);
            call(mv, "enterPark", "(Ljava/lang/Object;)V");
        } else if (point.shape() == Shape.AROUND_WAIT) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            call(mv, "enterWait", "(Ljava/lang/Object;)V");
        } else if (point.shape() == Shape.THREAD_START) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            call(mv, "threadStarts", THREAD);
        } else if (point.shape() == Shape.THREAD_END) {
            call(mv, "threadEnds", "()V");
        } else if (point.shape() == Shape.AROUND_UNGATED) {
            call(mv, "enterUngated", "()V");
        } else if (point.shape() == Shape.BEGIN_IF) {
            mv.visitVarInsn(Opcodes.ILOAD, argument);
            push(mv, point.kind());
            call(mv, point.hard() ? "enterHardIf" : "enterSoftIf", "(ZI)V");
        } else {
            push(mv, point.kind());
            call(mv, point.hard() ? "enterHard" : "enterSoft", "(I)V");
        }
    }

    static void exit(MethodVisitor mv, HookPoint point, boolean isStatic) {
        if (point.shape() == Shape.END_IF) {
            mv.visitVarInsn(Opcodes.ILOAD, isStatic ? 0 : 1);
            call(mv, "exitIf", "(Z)V");
        } else if (point.shape() == Shape.THREAD_START) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            call(mv, "threadStarted", THREAD);
        } else if (point.shape() == Shape.AROUND_UNGATED) {
            call(mv, "exitUngated", "()V");
        } else {
            call(mv, "exit", "()V");
        }
    }

    static void call(MethodVisitor mv, String name, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
    }

    static boolean isReturn(int opcode) {
        return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }

    private static void push(MethodVisitor mv, int kind) {
        if (kind <= 5) {
            mv.visitInsn(Opcodes.ICONST_0 + kind);
        } else {
            mv.visitIntInsn(Opcodes.BIPUSH, kind);
        }
    }
}
