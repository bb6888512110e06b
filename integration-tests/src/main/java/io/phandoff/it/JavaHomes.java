// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs that the tests run on: those of the system property {@code it.javaHomes} (comma separated), else the running
 * one and one of each other feature version, 17 or later, found in the usual places.
 */
public final class JavaHomes {

    private static final String PROPERTY = "it.javaHomes";
    private static final int OLDEST = 17;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*\"");

    private JavaHomes() {}

    /** All JDKs to test on, never empty, oldest first (by default) or in the order given. */
    public static List<JavaHome> all() {
        String given = System.getProperty(PROPERTY, "");
        return given.isBlank() ? found() : given(given);
    }

    /** The one with the highest feature version. */
    public static JavaHome newest() {
        return all().stream().max(Comparator.comparingInt(JavaHome::feature)).orElseThrow();
    }

    private static List<JavaHome> given(String homes) {
        List<JavaHome> result = new ArrayList<>();
        for (String home : homes.split(",", -1)) {
            Path path = Path.of(home.strip()).toAbsolutePath();
            result.add(read(path)
                    .orElseThrow(() -> new IllegalArgumentException("not a JDK: " + PROPERTY + "=" + path
                            + " (expected: a directory with bin/java and a release file)")));
        }
        return result;
    }

    private static List<JavaHome> found() {
        Map<Integer, JavaHome> byFeature = new TreeMap<>();
        JavaHome running = JavaHome.running();
        byFeature.put(running.feature(), running);
        for (Path place : usualPlaces()) {
            for (Path child : children(place)) {
                Stream.of(child, child.resolve("Contents").resolve("Home"))
                        .flatMap(path -> read(path).stream())
                        .filter(home -> home.feature() >= OLDEST)
                        .forEach(home -> byFeature.putIfAbsent(home.feature(), home));
            }
        }
        return List.copyOf(byFeature.values());
    }

    private static List<Path> usualPlaces() {
        Path user = Path.of(System.getProperty("user.home"));
        return List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt/java"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"));
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JavaHome> read(Path path) {
        Path release = path.resolve("release");
        if (!Files.isExecutable(path.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .map(version -> new JavaHome(path, Integer.parseInt(version.group(1))))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
