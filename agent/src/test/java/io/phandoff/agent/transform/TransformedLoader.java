// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/** Defines rewritten copies of classes, which the JVM verifies, and beside them {@link RecordingHooks} as the hooks. */
final class TransformedLoader extends ClassLoader {
    private final Map<String, byte[]> own = new HashMap<>();
    private final String packagePrefix;

    /** @param packagePrefix dotted prefix of further classes that are to be defined here unchanged, or null */
    TransformedLoader(String packagePrefix) {
        super(TransformedLoader.class.getClassLoader());
        this.packagePrefix = packagePrefix;
        String from = RecordingHooks.class.getName().replace('.', '/');
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytesOf(RecordingHooks.class.getName()))
                .accept(
                        new ClassRemapper(writer, new SimpleRemapper(HookCalls.ASM_API, Map.of(from, HookCalls.HOOKS))),
                        0);
        own.put(HookCalls.HOOKS.replace('/', '.'), writer.toByteArray());
    }

    TransformedLoader with(String name, byte[] bytes) {
        own.put(name, bytes);
        return this;
    }

    static byte[] bytesOf(String name) {
        try (InputStream in =
                TransformedLoader.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = own.get(name);
            if (bytes == null && packagePrefix != null && name.startsWith(packagePrefix)) {
                bytes = bytesOf(name);
            }
            return bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
