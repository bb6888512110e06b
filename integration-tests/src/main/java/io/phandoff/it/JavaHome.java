// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.nio.file.Path;

/**
 * An installed JDK.
 *
 * @param path its home directory, absolute
 * @param feature its feature version, for example 17
 */
public record JavaHome(Path path, int feature) {

    /** The home of the JVM that runs this code. */
    public static JavaHome running() {
        return new JavaHome(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    public Path tool(String name) {
        return path.resolve("bin").resolve(name);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
