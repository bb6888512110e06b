// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Rewrites one method of a thread pool class as its {@link PoolMethod} says. */
final class PoolMethodVisitor extends MethodVisitor {
    private static final int MOST_STACK_ADDED = 3;
    private static final String QUEUE = "Ljava/util/concurrent/BlockingQueue;";
    private static final String OBJECT = "Ljava/lang/Object;";

    private final String pool;
    private final PoolMethod method;
    private boolean returned;
    private boolean coreRead;
    private boolean maximumRead;
    private boolean keepAliveRead;
    private boolean workersRead;
    private boolean busyRead;
    private boolean largestRead;
    /** The local variable that the method counts in, once it is known: the getters count busy workers there. */
    private int counter = -1;

    PoolMethodVisitor(MethodVisitor writer, String pool, PoolMethod method) {
        super(HookCalls.ASM_API, writer);
        this.pool = pool;
        this.method = method;
    }

    /** Whether everything that is to be rewritten was there. */
    boolean isComplete() {
        return (method.atReturn() == null || returned)
                && (method.corePoolSize() == null || coreRead)
                && (method.maximumPoolSize() == null || maximumRead)
                && (method.keepAliveTime() == null || keepAliveRead)
                && (!method.workers() || workersRead)
                && (!method.busy() || busyRead)
                && (!method.largest() || largestRead);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        String hook = method.atEntry();
        if (hook == null) {
            return;
        }
        super.visitVarInsn(Opcodes.ALOAD, 0);
        if (hook.equals("workerEnd")) {
            HookCalls.call(mv, hook, "(".concat(OBJECT).concat(")V"));
            return;
        }
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, pool, "workQueue", QUEUE);
        if (hook.equals("workerBegin")) {
            super.visitVarInsn(Opcodes.ALOAD, 1);
            super.visitFieldInsn(Opcodes.GETFIELD, pool.concat("$Worker"), "firstTask", "Ljava/lang/Runnable;");
            HookCalls.call(
                    mv, hook, "(".concat(OBJECT).concat(QUEUE).concat(OBJECT).concat(")V"));
        } else {
            HookCalls.call(mv, hook, "(".concat(OBJECT).concat(QUEUE).concat(")V"));
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (method.atReturn() != null && HookCalls.isReturn(opcode)) {
            returned = true;
            if (opcode == Opcodes.ARETURN) {
                super.visitInsn(Opcodes.DUP);
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitInsn(Opcodes.SWAP);
                HookCalls.call(
                        mv, method.atReturn(), "(".concat(OBJECT).concat(OBJECT).concat(")V"));
            } else {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                HookCalls.call(mv, method.atReturn(), "(".concat(OBJECT).concat(")V"));
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        if (opcode != Opcodes.GETFIELD || !owner.equals(pool)) {
            return;
        }
        switch (name) {
            case "corePoolSize" -> coreRead |= pass(method.corePoolSize(), "(ILjava/lang/Object;)I");
            case "maximumPoolSize" -> maximumRead |= pass(method.maximumPoolSize(), "(ILjava/lang/Object;)I");
            case "keepAliveTime" -> keepAliveRead |= passKeepAlive(method.keepAliveTime());
            case "largestPoolSize" ->
                largestRead |= pass(method.largest() ? "largestPoolSize" : null, "(ILjava/lang/Object;)I");
            default -> {}
        }
    }

    private boolean pass(String hook, String descriptor) {
        if (hook == null) {
            return false;
        }
        super.visitVarInsn(Opcodes.ALOAD, 0);
        HookCalls.call(mv, hook, descriptor);
        return true;
    }

    private boolean passKeepAlive(String hook) {
        if (hook == null) {
            return false;
        }
        read("allowCoreThreadTimeOut", "Z");
        read("corePoolSize", "I");
        super.visitVarInsn(Opcodes.ALOAD, 0);
        HookCalls.call(mv, hook, "(JZILjava/lang/Object;)J");
        return true;
    }

    private void read(String field, String descriptor) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, pool, field, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (method.workers() && owner.equals("java/util/HashSet") && name.equals("size")) {
            passCount("poolSize");
            workersRead = true;
        }
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        super.visitIincInsn(variable, increment);
        counter = variable;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        super.visitVarInsn(opcode, variable);
        if (method.busy() && opcode == Opcodes.ILOAD && variable == counter) {
            passCount("activeCount");
            busyRead = true;
        }
    }

    private void passCount(String hook) {
        read("corePoolSize", "I");
        read("maximumPoolSize", "I");
        super.visitVarInsn(Opcodes.ALOAD, 0);
        HookCalls.call(mv, hook, "(IIILjava/lang/Object;)I");
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + MOST_STACK_ADDED, maxLocals);
    }
}
