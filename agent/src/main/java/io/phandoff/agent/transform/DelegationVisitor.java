// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Shape;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Changes nothing; sees whether a method calls one of the hooked end methods of its own class. */
final class DelegationVisitor extends MethodVisitor {
    private final HookPoint point;
    private final List<HookPoint> points;
    private final AppliedPoints applied;

    DelegationVisitor(MethodVisitor next, HookPoint point, List<HookPoint> points, AppliedPoints applied) {
        super(HookCalls.ASM_API, next);
        this.point = point;
        this.points = points;
        this.applied = applied;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (!owner.equals(point.owner())) {
            return;
        }
        for (HookPoint other : points) {
            if (other.shape() == Shape.END_IF && other.matches(name, descriptor)) {
                applied.mark(point);
                return;
            }
        }
    }
}
