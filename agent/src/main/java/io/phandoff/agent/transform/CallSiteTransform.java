// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Rewrites the calls of {@code Object.wait(long)} and {@code Thread.sleep(long)} in application classes, for JVMs where
 * these two are native. Thread-safe: classes are loaded by many threads.
 *
 * <p>Not seen: reflection, native code, serializable method references, and {@code sleep} called by way of a subclass
 * of a subclass of Thread. Sysmon serves those.
 */
final class CallSiteTransform {
    /** Which classes were given which helper methods; few classes refer to sleep or wait by a method reference. */
    private final Map<ClassLoader, Map<String, Set<String>>> given = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Rewrites one class.
     *
     * @param loader the class's loader, never null
     * @param name internal name of the class
     * @param redefined whether the class is loaded already
     * @param bytes its class file
     * @return the new class file, or null if the class stays as it is
     */
    byte[] transform(ClassLoader loader, String name, boolean redefined, byte[] bytes) {
        Set<String> fixed = redefined ? given(loader, name) : null;
        if ((fixed == null || fixed.isEmpty()) && !ClassFiles.mayCallWaitOrSleep(bytes)) {
            return null;
        }
        ClassReader reader = ClassFiles.read(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        HelperMethods helpers = new HelperMethods(name, isInterface, fixed);
        CallSites visitor = new CallSites(writer, threadSubclass(reader), helpers);
        reader.accept(visitor, 0);
        if (!visitor.changed && helpers.descriptors().isEmpty()) {
            return null;
        }
        if (!redefined && !helpers.descriptors().isEmpty()) {
            give(loader, name, helpers.descriptors());
        }
        return ClassFiles.write(writer, bytes);
    }

    /** Whether a class was given methods, which it cannot lose any more. */
    boolean gave(ClassLoader loader, String name) {
        return !given(loader, name).isEmpty();
    }

    /** Whether any class that is still there was. */
    boolean gaveAny() {
        return !given.isEmpty();
    }

    private Set<String> given(ClassLoader loader, String name) {
        synchronized (given) {
            Map<String, Set<String>> classes = given.get(loader);
            return classes == null ? Set.of() : classes.getOrDefault(name, Set.of());
        }
    }

    private void give(ClassLoader loader, String name, Set<String> descriptors) {
        synchronized (given) {
            Map<String, Set<String>> classes = given.get(loader);
            if (classes == null) {
                classes = new HashMap<>();
                given.put(loader, classes);
            }
            classes.put(name, descriptors);
        }
    }

    /** The class's own name if it extends Thread directly and hides none of its sleep methods, else null. */
    private static String threadSubclass(ClassReader reader) {
        if (!CallSiteVisitor.THREAD.equals(reader.getSuperName())) {
            return null;
        }
        SleepDeclared declared = new SleepDeclared();
        reader.accept(declared, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return declared.found ? null : reader.getClassName();
    }

    static final class SleepDeclared extends ClassVisitor {
        private boolean found;

        SleepDeclared() {
            super(HookCalls.ASM_API);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            found |= name.equals("sleep") && descriptor.equals(CallSiteVisitor.MILLIS);
            return null;
        }
    }

    static final class CallSites extends ClassVisitor {
        private final String threadSubclass;
        private final HelperMethods helpers;
        private boolean changed;

        CallSites(ClassVisitor next, String threadSubclass, HelperMethods helpers) {
            super(HookCalls.ASM_API, next);
            this.threadSubclass = threadSubclass;
            this.helpers = helpers;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodReferenceVisitor(writer, threadSubclass, helpers) {
                @Override
                void rewritten() {
                    changed = true;
                }
            };
        }

        @Override
        public void visitEnd() {
            helpers.write(cv);
            super.visitEnd();
        }
    }
}
