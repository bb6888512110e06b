// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import io.phandoff.it.JavaHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Compiles {@code stalls.c} where there is a C compiler. */
public final class NativeLibrary {

    private NativeLibrary() {}

    /**
     * Compiles it.
     *
     * @param home a JDK with jni.h
     * @param directory where to
     * @return empty without a compiler, jni.h or Linux
     */
    public static Optional<Path> compile(JavaHome home, Path directory) throws InterruptedException {
        Path include = home.path().resolve("include");
        if (!Files.isRegularFile(include.resolve("linux").resolve("jni_md.h"))) {
            return Optional.empty();
        }
        Path source = directory.resolve("stalls.c");
        Path library = directory.resolve("stalls.so");
        try (InputStream text = NativeLibrary.class.getResourceAsStream("stalls.c")) {
            Files.copy(text, source);
            Process compiler = new ProcessBuilder(List.of(
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-pthread",
                            "-I" + include,
                            "-I" + include.resolve("linux"),
                            "-o",
                            library.toString(),
                            source.toString()))
                    .inheritIO()
                    .start();
            if (!compiler.waitFor(1, TimeUnit.MINUTES)) {
                compiler.destroyForcibly();
            }
            return compiler.waitFor() == 0 ? Optional.of(library) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such program
        }
    }
}
