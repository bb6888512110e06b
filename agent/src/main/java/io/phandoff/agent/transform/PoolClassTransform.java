// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Rewrites one class of a pool as its {@link PoolClass} says, whole or not at all. A version of the class whose shape is
 * another stays as it is, and what was looked for in vain is told. Thread-safe.
 *
 * <p>A pool may consist of several classes, each of which may be the one that stays: {@code PoolHooks} manages no worker of
 * a pool whose own class was not rewritten, and a pool without managed workers has no spares.
 */
final class PoolClassTransform {
    static final String HOOKED = "io/phandoff/runtime/HookedPool";
    private static final int MOST_STACK = 5;

    private final PoolClass type;
    private final TransformFailures failures;

    PoolClassTransform(PoolClass type, TransformFailures failures) {
        this.type = type;
        this.failures = failures;
    }

    /**
     * Rewrites the class.
     *
     * @param bytes the class file
     * @return the new class file, or null if the class stays as it is
     */
    byte[] transform(byte[] bytes) {
        ClassReader reader = ClassFiles.read(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        Visitor visitor = new Visitor(writer);
        reader.accept(visitor, 0);
        List<String> missing = visitor.missing();
        if (missing.isEmpty()) {
            return ClassFiles.write(writer, bytes);
        }
        failures.failed(
                type.name(),
                new UnsupportedOperationException("unknown version of the class: missing=".concat(missing.toString())));
        return null;
    }

    final class Visitor extends ClassVisitor {
        private final PoolRewriteVisitor[] visitors =
                new PoolRewriteVisitor[type.methods().size()];

        private final Set<String> members = new HashSet<>();

        Visitor(ClassVisitor next) {
            super(HookCalls.ASM_API, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            String[] all = interfaces;
            if (type.queued() != null) {
                all = Arrays.copyOf(interfaces, interfaces.length + 1);
                all[interfaces.length] = HOOKED;
            }
            // a generic signature would have to name it as well; reflection shows what it says and no more
            super.visit(version, access, name, signature, superName, all);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            members.add(name.concat(descriptor));
            return super.visitField(access, name, descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            members.add(name.concat(descriptor));
            MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (int i = 0; i < visitors.length; i++) {
                PoolClass.Method method = type.methods().get(i);
                if (method.name().equals(name) && method.descriptor().equals(descriptor)) {
                    visitors[i] = new PoolRewriteVisitor(writer, type, method, members);
                    return visitors[i];
                }
            }
            return writer;
        }

        @Override
        public void visitEnd() {
            if (type.queued() != null) {
                MethodVisitor queued = method("phandoffQueued", "()I");
                type.queued().write(queued);
                end(queued);
                if (type.queueLimit() != null) {
                    MethodVisitor limit = method("phandoffQueueLimit", "()I");
                    limit.visitVarInsn(Opcodes.ALOAD, 0);
                    limit.visitMethodInsn(Opcodes.INVOKEVIRTUAL, type.name(), type.queueLimit(), "()I", false);
                    end(limit);
                }
                MethodVisitor adder = method("phandoffAddWorker", "()Z");
                adder.visitVarInsn(Opcodes.ALOAD, 0);
                adder.visitMethodInsn(
                        Opcodes.INVOKESPECIAL, type.name(), type.adderName(), type.adderDescriptor(), false);
                if (!type.adderTells()) {
                    adder.visitVarInsn(Opcodes.ALOAD, 0);
                    adder.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            PoolRewriteVisitor.HOOKS,
                            "hasStarted",
                            "(Ljava/lang/Object;)Z",
                            false);
                }
                end(adder);
            }
            super.visitEnd();
        }

        private MethodVisitor method(String name, String descriptor) {
            MethodVisitor mv = cv.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
            mv.visitCode();
            return mv;
        }

        private void end(MethodVisitor mv) {
            mv.visitInsn(Opcodes.IRETURN);
            mv.visitMaxs(MOST_STACK, 1);
            mv.visitEnd();
        }

        List<String> missing() {
            List<String> missing = new ArrayList<>(type.needs());
            missing.removeAll(members);
            for (int i = 0; i < visitors.length; i++) {
                String method = type.methods().get(i).name();
                String part = visitors[i] == null ? "" : visitors[i].missing();
                if (part != null) {
                    missing.add(part.isEmpty() ? method : method.concat(":").concat(part));
                }
            }
            return missing;
        }
    }
}
