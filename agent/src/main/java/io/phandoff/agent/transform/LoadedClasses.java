// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the class files that the JVM shows of loaded classes of the bootstrap loader before they are rewritten: it makes them from what
 * it has loaded, so they are not what is in the run-time image. For the one start that writes a cache. Changes nothing; to be registered
 * before what rewrites, for the JVM asks in that order. Thread-safe.
 */
final class LoadedClasses implements ClassFileTransformer {
    private final Rewriting rewriting;
    private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

    LoadedClasses(Rewriting rewriting) {
        this.rewriting = rewriting;
    }

    /** What was seen so far, by internal name. */
    Map<String, byte[]> classFiles() {
        return Map.copyOf(classFiles);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain protectionDomain, byte[] bytes) {
        if (redefined != null && loader == null && rewriting.concerns(null, className)) {
            classFiles.put(className, bytes.clone());
        }
        return null;
    }
}
