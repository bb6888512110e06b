// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux calls a thread. */
final class KernelThread {

    private KernelThread() {}

    /** The number of the calling thread. */
    static int current() throws IOException {
        String path = Files.readSymbolicLink(Path.of("/proc/thread-self")).toString();
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }
}
