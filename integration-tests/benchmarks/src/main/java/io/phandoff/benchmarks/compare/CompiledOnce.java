// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.runtime.Hooks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles the runtime of a fork as HotSpot does where it ships: on the bootstrap class path it honours the annotation {@code
 * DontInline}, on the class path, where benchmarks have it, it wants to be told.
 */
final class CompiledOnce {

    private static final String PACKAGE = "io.phandoff.runtime.";
    private static final String CLASS_FILE = ".class";
    private static final String ANNOTATION = "DontInline";

    private CompiledOnce() {}

    /** Flags of a JVM, one for each method that carries it. */
    static List<String> flags() {
        try {
            Path place = Path.of(Hooks.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return flags(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return flags(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException("cannot read the runtime's classes", e);
        }
    }

    private static List<String> flags(Path root) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.list(root.resolve(PACKAGE.replace('.', '/')))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CLASS_FILE))
                    .sorted()
                    .toList();
        }
        List<String> flags = new ArrayList<>(List.of("-XX:CompileCommand=quiet"));
        for (String name : names) {
            String type = PACKAGE + name.substring(0, name.length() - CLASS_FILE.length());
            for (Method method :
                    Class.forName(type, false, Hooks.class.getClassLoader()).getDeclaredMethods()) {
                if (isMarked(method)) {
                    flags.add("-XX:CompileCommand=dontinline," + type + "::" + method.getName());
                }
            }
        }
        return flags;
    }

    /** By its simple name: the build gives it another package. */
    private static boolean isMarked(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals(ANNOTATION));
    }
}
