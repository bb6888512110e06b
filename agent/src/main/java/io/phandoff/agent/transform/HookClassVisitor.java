// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts the hooks of one class of the JDK into it; methods without a hook pass unread. Used once, by one thread. */
final class HookClassVisitor extends ClassVisitor {
    private static final int WITHOUT_CODE = Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;

    private final List<HookPoint> points;
    private final AppliedPoints applied;

    HookClassVisitor(ClassVisitor next, List<HookPoint> points) {
        super(HookCalls.ASM_API, next);
        this.points = points;
        this.applied = new AppliedPoints(points);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
        if ((access & WITHOUT_CODE) != 0) {
            return writer;
        }
        for (HookPoint point : points) {
            if (point.matches(name, descriptor)) {
                return hooked(writer, point, (access & Opcodes.ACC_STATIC) != 0);
            }
        }
        return writer;
    }

    private MethodVisitor hooked(MethodVisitor writer, HookPoint point, boolean isStatic) {
        return switch (point.shape()) {
            case CALL_SITES ->
                new CallSiteVisitor(writer, null) {
                    @Override
                    void rewritten() {
                        applied.mark(point);
                    }
                };
            case END_IF_DELEGATED -> new DelegationVisitor(writer, point, points, applied);
            case BEGIN, BEGIN_IF, BEGIN_AT_ENTRY, THREAD_END -> {
                applied.mark(point);
                yield new BeginVisitor(writer, point, isStatic);
            }
            case AROUND, AROUND_PARK, AROUND_WAIT, AROUND_UNGATED, THREAD_START, END, END_IF -> {
                applied.mark(point);
                yield new ExitVisitor(writer, point, isStatic);
            }
        };
    }

    /** The points that were not found, or whose method is not what the table takes it for. */
    List<HookPoint> missing() {
        return applied.missing();
    }
}
