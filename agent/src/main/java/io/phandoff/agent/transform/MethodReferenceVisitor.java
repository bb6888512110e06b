// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * As {@link CallSiteVisitor}, and leads method references such as {@code Thread::sleep} and {@code lock::wait} to
 * helper methods of the class, because a constant cannot carry the second argument.
 *
 * <p>Serializable method references stay as they are: their serial form names the method.
 */
class MethodReferenceVisitor extends CallSiteVisitor {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final int IMPLEMENTATION = 1;
    private static final int FLAGS = 3;
    private static final int FLAG_SERIALIZABLE = 1;

    private final HelperMethods helpers;

    MethodReferenceVisitor(MethodVisitor next, String threadSubclass, HelperMethods helpers) {
        super(next, threadSubclass);
        this.helpers = helpers;
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        Object[] led = arguments.clone();
        if (bootstrap.getOwner().equals(METAFACTORY)) {
            if (!isSerializable(bootstrap, arguments)) {
                Type[] captured = Type.getArgumentTypes(descriptor);
                // the metafactory wants the type of a captured receiver exactly
                led[IMPLEMENTATION] = lead(arguments[IMPLEMENTATION], captured.length > 0 ? captured[0] : null);
            }
        } else {
            leadAll(led);
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, led);
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(lead(value, null));
    }

    private static boolean isSerializable(Handle bootstrap, Object[] arguments) {
        return bootstrap.getName().equals("altMetafactory")
                && arguments[FLAGS] instanceof Integer flags
                && (flags & FLAG_SERIALIZABLE) != 0;
    }

    private void leadAll(Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = lead(arguments[i], null);
        }
    }

    private Object lead(Object constant, Type receiver) {
        if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = lead(dynamic.getBootstrapMethodArgument(i), null);
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
        }
        if (!(constant instanceof Handle handle) || !handle.getDesc().equals(MILLIS)) {
            return constant;
        }
        Handle helper = null;
        if (handle.getTag() == Opcodes.H_INVOKESTATIC
                && handle.getName().equals("sleep")
                && isThread(handle.getOwner())) {
            helper = helpers.forSleep();
        } else if (handle.getTag() != Opcodes.H_INVOKESTATIC && handle.getName().equals("wait")) {
            helper = helpers.forWait(receiver == null ? Type.getObjectType(handle.getOwner()) : receiver);
        }
        if (helper == null) {
            return constant;
        }
        rewritten();
        return helper;
    }
}
