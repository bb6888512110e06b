// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.LinkedHashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The private static methods that a class is given to stand for {@code Thread::sleep} and {@code Object::wait} in its
 * method references. Used once, by one thread.
 *
 * <p>A loaded class can neither gain nor lose a method. So the set is free to grow when the class is loaded; when it is
 * transformed again, exactly the methods that it was given then are written, and no reference is led elsewhere.
 */
final class HelperMethods {
    private static final String SLEEP = "phandoff$sleep";
    private static final String WAIT = "phandoff$wait";

    private final String owner;
    private final boolean ownerIsInterface;
    private final Set<String> descriptors;
    private final boolean fixed;

    /**
     * @param owner internal name of the class
     * @param ownerIsInterface whether it is an interface
     * @param fixed the descriptors of the methods that the class has, null if it is being loaded
     */
    HelperMethods(String owner, boolean ownerIsInterface, Set<String> fixed) {
        this.owner = owner;
        this.ownerIsInterface = ownerIsInterface;
        this.fixed = fixed != null;
        this.descriptors = fixed == null ? new LinkedHashSet<>() : fixed;
    }

    /** The descriptors of the methods that the class has now. */
    Set<String> descriptors() {
        return descriptors;
    }

    /** A handle of the helper for {@code Thread.sleep(long)}, or null if the class cannot have it. */
    Handle forSleep() {
        return handle(SLEEP, CallSiteVisitor.MILLIS);
    }

    /** A handle of the helper for {@code wait(long)} on a receiver of that type, or null if the class cannot have it. */
    Handle forWait(Type receiver) {
        return handle(WAIT, "(".concat(receiver.getDescriptor()).concat("J)V"));
    }

    private Handle handle(String name, String descriptor) {
        if (fixed && !descriptors.contains(descriptor)) {
            return null;
        }
        if (!fixed) {
            descriptors.add(descriptor);
        }
        return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, ownerIsInterface);
    }

    /** Writes the methods at the end of the class. */
    void write(ClassVisitor cv) {
        for (String descriptor : descriptors) {
            boolean sleep = descriptor.equals(CallSiteVisitor.MILLIS);
            MethodVisitor mv = cv.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    sleep ? SLEEP : WAIT,
                    descriptor,
                    null,
                    new String[] {"java/lang/InterruptedException"});
            mv.visitCode();
            int millis = 0;
            if (!sleep) {
                mv.visitVarInsn(Opcodes.ALOAD, 0);
                millis = 1;
            }
            mv.visitVarInsn(Opcodes.LLOAD, millis);
            mv.visitInsn(Opcodes.ICONST_0);
            mv.visitMethodInsn(
                    sleep ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
                    sleep ? CallSiteVisitor.THREAD : "java/lang/Object",
                    sleep ? "sleep" : "wait",
                    CallSiteVisitor.MILLIS_NANOS,
                    false);
            mv.visitInsn(Opcodes.RETURN);
            mv.visitMaxs(millis + 3, millis + 2);
            mv.visitEnd();
        }
    }
}
