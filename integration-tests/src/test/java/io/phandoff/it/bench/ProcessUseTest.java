// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUseTest {

    private static final ProcessUse.Switches NONE = new ProcessUse.Switches(Map.of());

    @TempDir
    private Path process;

    @Test
    void all_aProcess_areRead() throws IOException {
        Files.writeString(
                process.resolve("stat"), "12 (a (b) c) S 1 12 12 0 -1 4194304 100 0 0 0 250 50 7 7 20 0 2 0 100\n");
        Files.writeString(process.resolve("status"), "Name:\ta\nVmHWM:\t    2048 kB\nThreads:\t2\n");
        thread("12", 5, 7);
        thread("13", 10, 20);

        ProcessUse use = new ProcessUse(process);

        assertThat(use.cpuSeconds()).isEqualTo(3.0);
        assertThat(use.switches().since(NONE)).isEqualTo(42);
        assertThat(use.peakResidentMb()).isEqualTo(2);
    }

    @Test
    void all_noSuchProcess_areNoNumbers() {
        ProcessUse use = new ProcessUse(process.resolve("ended"));

        assertThat(use.cpuSeconds()).isNaN();
        assertThat(use.switches().since(NONE)).isNaN();
        assertThat(use.peakResidentMb()).isNaN();
    }

    @Test
    void since_threadsComeAndGo_areNeverLessThanNothing() throws IOException {
        ProcessUse use = ofTwoThreads();
        ProcessUse.Switches before = use.switches();

        thread("12", 6, 9);
        thread("14", 1, 1);
        Files.delete(process.resolve("task/13/status"));
        Files.delete(process.resolve("task/13"));

        assertThat(use.switches().since(before)).isEqualTo(3 + 2);
    }

    @Test
    void since_threadEndsBetweenTheListAndItsFile_isLeftOut() throws IOException {
        ProcessUse use = ofTwoThreads();
        ProcessUse.Switches before = use.switches();

        thread("12", 6, 7);
        Files.delete(process.resolve("task/13/status"));

        assertThat(use.switches().since(before)).isEqualTo(1);
    }

    private ProcessUse ofTwoThreads() throws IOException {
        thread("12", 5, 7);
        thread("13", 1000, 1000);
        return new ProcessUse(process);
    }

    private void thread(String id, int voluntary, int involuntary) throws IOException {
        Path thread = Files.createDirectories(process.resolve("task").resolve(id));
        Files.writeString(
                thread.resolve("status"),
                "Name:\ta\nvoluntary_ctxt_switches:\t" + voluntary + "\nnonvoluntary_ctxt_switches:\t" + involuntary
                        + "\n");
    }
}
