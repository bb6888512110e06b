// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import io.phandoff.agent.jvm.ClassState;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Spring Boot sets logging up a second time, some time after SLF4J is ready, and throws away what is logged in between. Its
 * listener that does so gets a field, at the time it is loaded, that is true from the end of its {@code initialize} on.
 */
final class SpringBoot {

    static final String APPLICATION = "org/springframework/boot/SpringApplication";
    static final String LISTENER = "org/springframework/boot/context/logging/LoggingApplicationListener";
    static final String LISTENER_CLASS = LISTENER.replace('/', '.');

    private static final String FIELD = "phandoff$initialized";
    private static final String METHOD = "initialize";
    private static final String DESCRIPTOR_END = "Ljava/lang/ClassLoader;)V";

    private final ClassState classes;
    private final List<WeakReference<Class<?>>> listeners = new ArrayList<>();

    SpringBoot(ClassState classes) {
        this.classes = classes;
    }

    /** Tells of a listener that was found loaded. */
    void add(Class<?> listener) {
        for (WeakReference<Class<?>> known : listeners) {
            if (known.refersTo(listener)) {
                return;
            }
        }
        listeners.add(new WeakReference<>(listener));
    }

    /** Whether logging has been set up by one of the listeners. */
    boolean hasSetUpLogging() {
        for (WeakReference<Class<?>> reference : listeners) {
            Class<?> listener = reference.get();
            if (listener != null && classes.isInitialized(listener) && isSetUp(listener)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSetUp(Class<?> listener) {
        try {
            return listener.getField(FIELD).getBoolean(null);
        } catch (NoSuchFieldException e) {
            // Loaded before the agent: it is long done, most likely.
            return true;
        } catch (IllegalAccessException e) {
            return false;
        }
    }

    /** The listener's class file with the field; null if it has no such method. */
    static byte[] rewritten(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Listener visitor = new Listener(writer);
        reader.accept(visitor, 0);
        return visitor.found ? writer.toByteArray() : null;
    }

    private static final class Listener extends ClassVisitor {
        private boolean found;

        Listener(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(METHOD) || !descriptor.endsWith(DESCRIPTOR_END)) {
                return next;
            }
            found = true;
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.RETURN) {
                        visitInsn(Opcodes.ICONST_1);
                        visitFieldInsn(Opcodes.PUTSTATIC, LISTENER, FIELD, "Z");
                    }
                    super.visitInsn(opcode);
                }
            };
        }

        @Override
        public void visitEnd() {
            if (found) {
                int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE | Opcodes.ACC_SYNTHETIC;
                visitField(access, FIELD, "Z", null, null).visitEnd();
            }
            super.visitEnd();
        }
    }
}
