// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Gates the workers of {@code ThreadPoolExecutor}, or of a copy of that class, and makes the pool grow: the pool's own
 * book-keeping sees larger sizes, its getters do not. A class is rewritten whole or not at all: a pool that is gated
 * but cannot tell when its worker is idle would do harm. Only its getters may be missing, as they are in some versions of a
 * copy: then the program sees spares. Thread-safe.
 */
final class ThreadPoolExecutorTransform {
    private final String pool;
    private final List<PoolMethod> methods;
    private final TransformFailures failures;

    ThreadPoolExecutorTransform(String pool, List<PoolMethod> methods, TransformFailures failures) {
        this.pool = pool;
        this.methods = methods;
        this.failures = failures;
    }

    /**
     * Rewrites the pool's class.
     *
     * @param bytes the class file
     * @return the new class file, or null if the class stays as it is
     */
    byte[] transform(byte[] bytes) {
        ClassReader reader = ClassFiles.read(bytes);
        if (PoolMethod.POOL.equals(reader.getSuperName())) {
            return null; // old Tomcats extend the JDK's class, which has the hooks
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        PoolVisitor visitor = new PoolVisitor(writer);
        reader.accept(visitor, 0);
        boolean complete = true;
        for (int i = 0; i < methods.size(); i++) {
            PoolMethod method = methods.get(i);
            if (!visitor.isComplete(i) && !(method.isGetter() && visitor.lacks(i))) {
                complete &= method.isGetter();
                failures.missing(
                        pool.replace('/', '.').concat(".").concat(method.name()).concat(method.descriptor()));
            }
        }
        return complete ? ClassFiles.write(writer, bytes) : null;
    }

    private final class PoolVisitor extends ClassVisitor {
        private final PoolMethodVisitor[] visitors = new PoolMethodVisitor[methods.size()];

        PoolVisitor(ClassVisitor next) {
            super(HookCalls.ASM_API, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) != 0) {
                return writer;
            }
            for (int i = 0; i < visitors.length; i++) {
                PoolMethod method = methods.get(i);
                if (method.name().equals(name) && method.descriptor().equals(descriptor)) {
                    visitors[i] = new PoolMethodVisitor(writer, pool, method);
                    return visitors[i];
                }
            }
            return writer;
        }

        boolean lacks(int method) {
            return visitors[method] == null;
        }

        boolean isComplete(int method) {
            return visitors[method] != null && visitors[method].isComplete();
        }
    }
}
