// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;

/** Puts the hooks of the table into one class of the JDK. Adds no member, so loaded classes can be rewritten. Thread-safe. */
final class HookTransform {
    private final List<HookPoint> points;
    private final TransformFailures failures;

    /**
     * @param points those of the class, at least one
     * @param failures told of points that are not there
     */
    HookTransform(List<HookPoint> points, TransformFailures failures) {
        this.points = points;
        this.failures = failures;
    }

    /** Whether the class is the one of that name in a module. */
    boolean isIn(Module module) {
        return module != null && points.get(0).module().equals(module.getName());
    }

    byte[] transform(byte[] bytes) {
        ClassReader reader = ClassFiles.read(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        HookClassVisitor visitor = new HookClassVisitor(writer, points);
        reader.accept(visitor, 0);
        for (HookPoint point : visitor.missing()) {
            failures.missing(point.name());
        }
        return ClassFiles.write(writer, bytes);
    }
}
