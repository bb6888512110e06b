// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.transform.PoolRewrite.Place;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Rewrites one method of a pool's class as its {@link PoolRewrite}s say; puts in no jump, so frames stay as they are. */
final class PoolRewriteVisitor extends MethodVisitor {
    static final String HOOKS = "io/phandoff/runtime/PoolHooks";
    private static final String QUEUE = "java/util/concurrent/BlockingQueue";
    private static final int MOST_STACK_ADDED = 3;
    private static final String POOL = "(Ljava/lang/Object;)V";
    private static final String POOL_AND_TASK = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private final PoolClass type;
    private final PoolClass.Method method;
    private final int[] found;
    private final Set<String> calls;

    /** @param calls where the calls that the method makes are added to */
    PoolRewriteVisitor(MethodVisitor writer, PoolClass type, PoolClass.Method method, Set<String> calls) {
        super(HookCalls.ASM_API, writer);
        this.type = type;
        this.method = method;
        this.calls = calls;
        this.found = new int[method.rewrites().size()];
    }

    /** What of the method's rewritings was not found as often as it should; null if all was. */
    String missing() {
        for (int i = 0; i < found.length; i++) {
            PoolRewrite rewrite = method.rewrites().get(i);
            if (!rewrite.isFound(found[i])) {
                return rewrite.target() == null ? rewrite.place().name() : rewrite.target();
            }
        }
        return null;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        List<PoolRewrite> rewrites = method.rewrites();
        for (int i = 0; i < found.length; i++) {
            PoolRewrite rewrite = rewrites.get(i);
            Place place = rewrite.place(); // no switch: it would load a class while another is being loaded
            if (place == Place.ENTRY) {
                callWithPool(i, rewrite);
            } else if (place == Place.ENTRY_WITH_TASK) {
                pool();
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitFieldInsn(
                        Opcodes.GETFIELD,
                        type.name(),
                        rewrite.target(),
                        "L".concat(type.pool()).concat("$Task;"));
                hook(i, rewrite.hook(), POOL_AND_TASK);
            } else if (place == Place.ENTRY_OF_ITS) {
                pool();
                super.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        type.pool(),
                        rewrite.target(),
                        "()Ljava/util/concurrent/Executor;",
                        false);
                hook(i, rewrite.hook(), POOL);
            } else if (place == Place.ENTRY_BARE) {
                hook(i, rewrite.hook(), "()V");
            } else if (place == Place.ARGUMENT) {
                super.visitVarInsn(Opcodes.LLOAD, 1);
                pool();
                hook(i, rewrite.hook(), "(JLjava/lang/Object;)J");
                super.visitVarInsn(Opcodes.LSTORE, 1);
            }
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (HookCalls.isReturn(opcode)) {
            for (int i = 0; i < found.length; i++) {
                PoolRewrite rewrite = method.rewrites().get(i);
                Place place = rewrite.place();
                if (place == Place.RETURN) {
                    callWithPool(i, rewrite);
                } else if (place == Place.RETURN_BARE) {
                    hook(i, rewrite.hook(), "()V");
                } else if (place == Place.RETURN_SEEN) {
                    seen(i, rewrite.hook());
                } else if (place == Place.RETURN_VALUE) {
                    pool();
                    String value = Type.getReturnType(method.descriptor()).getDescriptor();
                    hook(
                            i,
                            rewrite.hook(),
                            "(".concat(value).concat("Ljava/lang/Object;)").concat(value));
                }
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        int i = opcode == Opcodes.GETFIELD && owner.equals(type.pool()) ? find(Place.FIELD, name) : -1;
        if (i >= 0) {
            pass(i, descriptor);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        calls.add(owner.concat(".").concat(name).concat(descriptor));
        int before = owner.equals(type.pool()) ? find(Place.BEFORE_CALL, name) : -1;
        if (before >= 0) {
            callWithPool(before, method.rewrites().get(before));
        }
        int run = descriptor.equals("()V") && owner.equals("java/lang/Runnable") ? find(Place.RUN, name) : -1;
        if (run >= 0) {
            seen(run, "fetched");
        }
        int fetch = owner.equals(QUEUE) && descriptor.equals("()Ljava/lang/Object;") ? find(Place.FETCH, name) : -1;
        if (fetch >= 0) {
            pool();
            call("fetchBegin", POOL);
            pool();
            call("poll", "(L".concat(QUEUE).concat(";Ljava/lang/Object;)Ljava/lang/Object;"));
        } else {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
        if (run >= 0) {
            pool();
            call("fetchBegin", POOL);
        }
        if (fetch >= 0) {
            seen(fetch, "fetched");
        }
        int result = owner.equals(type.pool()) ? find(Place.RESULT, name) : -1;
        if (result >= 0) {
            pass(result, Type.getReturnType(descriptor).getDescriptor());
        }
    }

    private int find(Place place, String target) {
        List<PoolRewrite> rewrites = method.rewrites();
        for (int i = 0; i < found.length; i++) {
            if (rewrites.get(i).place() == place
                    && target.equals(rewrites.get(i).target())) {
                return i;
            }
        }
        return -1;
    }

    private void pass(int i, String descriptor) {
        PoolRewrite rewrite = method.rewrites().get(i);
        if (rewrite.only() >= 0 && rewrite.only() != found[i]) {
            found[i]++;
            return;
        }
        pool();
        hook(
                i,
                rewrite.hook(),
                "(".concat(descriptor).concat("Ljava/lang/Object;)").concat(descriptor));
    }

    private void seen(int i, String hook) {
        super.visitInsn(Opcodes.DUP);
        pool();
        super.visitInsn(Opcodes.SWAP);
        hook(i, hook, POOL_AND_TASK);
    }

    private void callWithPool(int i, PoolRewrite rewrite) {
        pool();
        hook(i, rewrite.hook(), POOL);
    }

    private void pool() {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        if (type.outer() != null) {
            super.visitFieldInsn(
                    Opcodes.GETFIELD,
                    type.name(),
                    type.outer(),
                    "L".concat(type.pool()).concat(";"));
        }
    }

    private void hook(int i, String hook, String descriptor) {
        found[i]++;
        call(hook, descriptor);
    }

    private void call(String hook, String descriptor) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook, descriptor, false);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + MOST_STACK_ADDED, maxLocals);
    }
}
