// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The directory that {@code phandoff.cache} names, as far as one agent in one JVM is concerned: one file. Used by one thread. */
public final class CacheDirectory {
    private final String directory;
    private final File jar;
    private final String version;
    private final String options;
    private ClassCache cache;
    private boolean absent;

    /**
     * A directory that need not exist.
     *
     * @param directory its path
     * @param jar the agent's jar
     * @param version the agent's version
     * @param options those that say what is rewritten, written so that equal ones are equal
     */
    public CacheDirectory(String directory, File jar, String version, String options) {
        this.directory = directory;
        this.jar = jar;
        this.version = version;
        this.options = options;
    }

    /**
     * Opens the file if there is one.
     *
     * @return why the one that is there is not used; null if it is, or if there is none
     */
    public String open() {
        try {
            String key = CacheKey.of(jar, version, options);
            Path real = Path.of(directory).toRealPath();
            Path file = real.resolve(CacheKey.fileName(key));
            String problem = CacheTrust.problemOfFile(file);
            if (problem == null) {
                cache = new ClassCache(file.toFile(), key);
            }
            return problem;
        } catch (NoSuchFileException e) {
            absent = true;
            return null;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** What was opened; null if nothing was. */
    public ClassCache cache() {
        return cache;
    }

    /** Whether there was nothing to open, so that it may be written. */
    public boolean isAbsent() {
        return absent;
    }

    /**
     * Writes the file, in place of the one that may be there. Makes the directory if it is not there.
     *
     * @param content not null
     * @param classes not null
     * @return its path
     * @throws IOException that says why it could not
     */
    public Path write(CacheContent content, List<PreparedClass> classes) throws IOException {
        String key = CacheKey.of(jar, version, options);
        Path wanted = Path.of(directory).toAbsolutePath();
        if (!Files.isDirectory(wanted)) {
            refuse(CacheTrust.problemAbove(nearestThere(wanted).toRealPath()));
            FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectories(wanted, mode);
        }
        Path real = wanted.toRealPath();
        refuse(CacheTrust.problemOfDirectory(real));
        Path file = real.resolve(CacheKey.fileName(key));
        CacheWriter.write(file, key, content, classes);
        return file;
    }

    /** So that nothing is made where it would be refused afterwards. */
    private static Path nearestThere(Path wanted) {
        Path there = wanted;
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static void refuse(String problem) throws IOException {
        if (problem != null) {
            throw new IOException(problem);
        }
    }
}
