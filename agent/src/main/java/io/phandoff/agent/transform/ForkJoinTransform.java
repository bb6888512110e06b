// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Gates the workers of {@code ForkJoinPool}; how it grows is the runtime's. Workers are managed from the moment on that all
 * that is to be there is there, in both classes ({@link Effects}); until then, or without, the hooks do nothing. Methods are named without
 * their arguments, which differ from JDK to JDK. Thread-safe.
 */
final class ForkJoinTransform {
    static final String POOL = "java/util/concurrent/ForkJoinPool";
    static final String QUEUE = POOL + "$WorkQueue";
    private static final String HOOKS = "io/phandoff/runtime/ForkJoinHooks";
    private static final String DEACTIVATE = "deactivate";
    private static final String AWAIT_WORK = "awaitWork";
    private static final Set<String> OF_POOL = Set.of(
            "runWorker", "deregisterWorker", "signalWork", "tryCompensate", "getAndAddCtl", AWAIT_WORK, DEACTIVATE);
    private static final Set<String> OF_QUEUE = Set.of("topLevelExec");

    private final TransformFailures failures;

    ForkJoinTransform(TransformFailures failures) {
        this.failures = failures;
    }

    static boolean concerns(String internalName) {
        return internalName.equals(POOL) || internalName.equals(QUEUE);
    }

    /**
     * Rewrites one of the two classes.
     *
     * @param name its internal name
     * @param bytes the class file
     * @return the new class file, or null if the class stays as it is
     */
    byte[] transform(String name, byte[] bytes) {
        boolean isPool = name.equals(POOL);
        Map<String, Integer> methods = new TreeMap<>();
        for (String method : isPool ? OF_POOL : OF_QUEUE) {
            methods.put(method, 0);
        }
        ClassReader reader = ClassFiles.read(bytes);
        reader.accept(new Counter(methods), ClassReader.SKIP_CODE);
        if (isPool) {
            // where the worker stops to count as active: a method of its own from some JDK on
            methods.remove(methods.get(DEACTIVATE) == 0 ? DEACTIVATE : AWAIT_WORK);
        }
        boolean found = true;
        for (Map.Entry<String, Integer> method : methods.entrySet()) {
            if (method.getValue() != 1) {
                failures.missing(name.replace('/', '.').concat(".").concat(method.getKey()));
                found = false;
            }
        }
        if (!found) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Rewriter(writer, methods.keySet()), 0);
        return ClassFiles.write(writer, bytes);
    }

    static final class Counter extends ClassVisitor {
        private final Map<String, Integer> methods;

        Counter(Map<String, Integer> methods) {
            super(HookCalls.ASM_API);
            this.methods = methods;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            Integer count = methods.get(name);
            if (count != null) {
                methods.put(name, count + 1);
            }
            return null;
        }
    }

    static final class Rewriter extends ClassVisitor {
        private final Set<String> methods;

        Rewriter(ClassVisitor next, Set<String> methods) {
            super(HookCalls.ASM_API, next);
            this.methods = methods;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
            return methods.contains(name) ? new Hooked(writer, name) : writer;
        }
    }

    static final class Hooked extends MethodVisitor {
        private static final int MOST_STACK = 2;

        private final String method;

        Hooked(MethodVisitor next, String method) {
            super(HookCalls.ASM_API, next);
            this.method = method;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            switch (method) {
                case "runWorker" ->
                    call(Opcodes.ALOAD, 0, "begin", "(L".concat(POOL).concat(";)V"));
                case "signalWork" ->
                    call(Opcodes.ALOAD, 0, "signalled", "(L".concat(POOL).concat(";)V"));
                case "deregisterWorker" ->
                    call(Opcodes.ALOAD, 1, "end", "(Ljava/util/concurrent/ForkJoinWorkerThread;)V");
                case "getAndAddCtl" -> call(Opcodes.LLOAD, 1, "ctlAdded", "(J)V");
                case "topLevelExec" -> call("taskBegin");
                case AWAIT_WORK, DEACTIVATE -> call("goesIdle");
                default -> {}
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (HookCalls.isReturn(opcode)) {
                if (method.equals("topLevelExec")) {
                    call("taskEnd");
                } else if (method.equals("tryCompensate")) {
                    super.visitInsn(Opcodes.DUP);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "compensates", "(I)V", false);
                }
            }
            super.visitInsn(opcode);
        }

        private void call(String hook) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, "()V", false);
        }

        private void call(int load, int variable, String hook, String hookDescriptor) {
            super.visitVarInsn(load, variable);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, hookDescriptor, false);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack + 1, MOST_STACK), maxLocals);
        }
    }
}
