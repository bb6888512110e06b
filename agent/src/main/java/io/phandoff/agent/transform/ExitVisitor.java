// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Shape;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts the exit call at every way out of a method, and for the AROUND shapes the enter call at its entry.
 *
 * <p>A catch-all handler at the method's end exits and rethrows. It covers the body but neither the enter call nor the
 * exit calls before the returns, so exit runs exactly once. It is the last entry of the exception table: the method's
 * own handlers, the ones that release monitors among them, come first. Needs the method writer directly behind it, for
 * it looks at label offsets, and never sees a constructor.
 */
final class ExitVisitor extends MethodVisitor {
    private static final Object[] NO_LOCALS = {};
    private static final Object[] THROWABLE = {"java/lang/Throwable"};

    private final HookPoint point;
    private final boolean isStatic;
    private final List<Label> ranges = new ArrayList<>();
    private Label rangeStart;

    ExitVisitor(MethodVisitor writer, HookPoint point, boolean isStatic) {
        super(HookCalls.ASM_API, writer);
        this.point = point;
        this.isStatic = isStatic;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Shape shape = point.shape();
        if (shape == Shape.AROUND
                || shape == Shape.AROUND_PARK
                || shape == Shape.AROUND_WAIT
                || shape == Shape.THREAD_START
                || shape == Shape.AROUND_UNGATED) {
            HookCalls.enter(mv, point, isStatic);
        }
        startRange();
    }

    @Override
    public void visitInsn(int opcode) {
        if (!HookCalls.isReturn(opcode)) {
            super.visitInsn(opcode);
            return;
        }
        endRange();
        HookCalls.exit(mv, point, isStatic);
        super.visitInsn(opcode);
        startRange();
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        if (point.shape() == Shape.END_IF && index <= 1 && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
            throw new IllegalStateException("the method overwrites the argument that the exit call reads");
        }
        super.visitVarInsn(opcode, index);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        endRange();
        Label handler = new Label();
        for (int i = 0; i < ranges.size(); i += 2) {
            super.visitTryCatchBlock(ranges.get(i), ranges.get(i + 1), handler, null);
        }
        super.visitLabel(handler);
        Object[] locals = handlerLocals();
        super.visitFrame(Opcodes.F_FULL, locals.length, locals, THROWABLE.length, THROWABLE);
        HookCalls.exit(mv, point, isStatic);
        super.visitInsn(Opcodes.ATHROW);
        super.visitMaxs(maxStack + 1 + HookCalls.stackFor(point), maxLocals);
    }

    /** Few exits read a local variable, the object or the first argument; the fewer are named, the more code fits. */
    private Object[] handlerLocals() {
        if (point.shape() == Shape.THREAD_START) {
            return new Object[] {point.owner()};
        }
        if (point.shape() != Shape.END_IF) {
            return NO_LOCALS;
        }
        return isStatic ? new Object[] {Opcodes.INTEGER} : new Object[] {point.owner(), Opcodes.INTEGER};
    }

    private void startRange() {
        rangeStart = new Label();
        super.visitLabel(rangeStart);
    }

    private void endRange() {
        Label end = new Label();
        super.visitLabel(end);
        // a range without code makes the class file invalid
        if (rangeStart.getOffset() < end.getOffset()) {
            ranges.add(rangeStart);
            ranges.add(end);
        }
    }
}
