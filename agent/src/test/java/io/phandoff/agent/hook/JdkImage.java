// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class files of a JDK that is installed, read out of its run-time image without running it. For tests.
 *
 * @param feature its feature version
 * @param home its directory
 */
public record JdkImage(int feature, Path home) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*\"");
    private static final int OLDEST = 17;

    /** What is done with a class file. */
    public interface Visitor {
        /** Called for each of them. */
        void visit(byte[] bytes);
    }

    /** The homes of the property {@code it.javaHomes}, else the running JDK and one of each version in the usual places. */
    public static List<JdkImage> all() {
        Map<Integer, JdkImage> found = new TreeMap<>();
        add(Path.of(System.getProperty("java.home")), found);
        String given = System.getProperty("it.javaHomes", "");
        if (given.isBlank()) {
            Path places = Path.of("/usr/lib/jvm");
            if (Files.isDirectory(places)) {
                try (Stream<Path> homes = Files.list(places)) {
                    homes.sorted().forEach(home -> add(home, found));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        } else {
            for (String home : given.split(",", -1)) {
                add(Path.of(home.strip()), found);
            }
        }
        return new ArrayList<>(found.values());
    }

    private static void add(Path home, Map<Integer, JdkImage> found) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isReadable(home.resolve("lib/jrt-fs.jar"))) {
            return;
        }
        try {
            for (String line : Files.readAllLines(release)) {
                Matcher version = VERSION.matcher(line);
                if (version.matches() && Integer.parseInt(version.group(1)) >= OLDEST) {
                    int feature = Integer.parseInt(version.group(1));
                    found.putIfAbsent(feature, new JdkImage(feature, home));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file system of the image; the caller closes it. */
    public FileSystem open() throws IOException {
        URL reader = home.resolve("lib/jrt-fs.jar").toUri().toURL();
        return FileSystems.newFileSystem(
                URI.create("jrt:/"),
                Map.of("java.home", home.toString()),
                new URLClassLoader(new URL[] {reader}, null)); // lives as long as the file system
    }

    /** A class file, or null if the image has no such class. */
    public static byte[] classFile(FileSystem image, String module, String owner) throws IOException {
        Path path = image.getPath("/modules", module, owner + ".class");
        return Files.exists(path) ? Files.readAllBytes(path) : null;
    }

    /** Visits all classes of a module. */
    public static void forEach(FileSystem image, String module, Visitor visitor) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(image.getPath("/modules", module))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path path : classes) {
            visitor.visit(Files.readAllBytes(path));
        }
    }
}
