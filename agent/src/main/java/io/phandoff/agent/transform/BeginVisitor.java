// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Shape;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Puts the enter call into a method whose twin ends the blocking call: at its entry, or before each of its returns. */
final class BeginVisitor extends MethodVisitor {
    private final HookPoint point;
    private final boolean isStatic;

    BeginVisitor(MethodVisitor next, HookPoint point, boolean isStatic) {
        super(HookCalls.ASM_API, next);
        this.point = point;
        this.isStatic = isStatic;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (point.shape() != Shape.BEGIN) {
            HookCalls.enter(mv, point, isStatic);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (point.shape() == Shape.BEGIN && HookCalls.isReturn(opcode)) {
            HookCalls.enter(mv, point, isStatic);
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + HookCalls.stackFor(point), maxLocals);
    }
}
