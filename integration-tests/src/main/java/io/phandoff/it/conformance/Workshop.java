// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What rows share: a directory, FIFOs, another process that locks files. Made when first needed. */
final class Workshop implements AutoCloseable {
    private final Path directory;
    private final Map<String, Path> fifos = new HashMap<>();
    private LockHolder lockHolder;
    private int files;

    Workshop() throws IOException {
        directory = Files.createTempDirectory("conformance");
    }

    /** A path that does not exist. */
    Path newPath() {
        return directory.resolve("file-" + files++);
    }

    /** The FIFO of that name: made once, for that takes a process. */
    Path fifo(String name) throws Exception {
        Path known = fifos.get(name);
        if (known != null) {
            return known;
        }
        Path path = directory.resolve("fifo-" + fifos.size());
        int code;
        try {
            code = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
        } catch (IOException e) {
            throw new Conformance.Unavailable("no mkfifo");
        }
        if (code != 0) {
            throw new Conformance.Unavailable("mkfifo failed");
        }
        fifos.put(name, path);
        return path;
    }

    /** Another process, which locks a file until it is told to let go. */
    LockHolder lockHolder() throws IOException {
        if (lockHolder == null) {
            lockHolder = new LockHolder(newPath());
        }
        return lockHolder;
    }

    @Override
    public void close() throws IOException {
        if (lockHolder != null) {
            lockHolder.close();
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
