// SPDX-License-Identifier: Apache-2.0
package io.phandoff.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the races ({@code *Race}) under jcstress, in a JVM of its own that forks one for each race. */
class JcstressTest {
    private static final Pattern PROGRESS = Pattern.compile(
            "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");
    private static final long LIMIT_MINUTES = Passes.LONG ? 10 : 15;

    @Test
    void races_underStress_noForbiddenOutcome() throws IOException, InterruptedException {
        Path directory = Path.of(System.getProperty("stress.directory"));
        Files.createDirectories(directory);
        Path log = directory.resolve("jcstress.log");
        Process process = new ProcessBuilder(command(directory))
                .directory(directory.toFile()) // its result blob goes to the working directory
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        if (ended) {
            assertThat(process.exitValue()).as("%s", summary(output)).isZero();
        }
        assertThat(verdict(output, ended)).as("%s", summary(output)).isEqualTo("passed");
    }

    private static List<String> command(Path directory) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "org.openjdk.jcstress.Main",
                "-t",
                "io\\.phandoff\\..*",
                "-r",
                directory.resolve("report").toString(),
                "-c",
                "2",
                "-hs",
                "128",
                "-pth",
                "false",
                // a core that others use too makes a hard spin cost a time slice
                "-spinStyle",
                "THREAD_YIELD",
                "-f",
                "1",
                "-fsm",
                "1"));
        // the serial collector starts fast, and has no fence in its write barrier that could hide a missing one of ours
        String jvmArgs = "-Xmx128m -XX:+UseSerialGC";
        if (Passes.LONG) {
            // with each of the compilers and code generation modes of the JVM, pinned and not
            command.addAll(List.of("-iters", "1", "-time", "600", "-sc", "false", "-jvmArgsPrepend", jvmArgs));
        } else {
            command.addAll(List.of("-iters", "1", "-time", "300", "-sc", "false", "-af", "NONE", "-jvmArgs", jvmArgs));
        }
        return command;
    }

    /** Without what does not exist, on which jcstress's probe for @Contended stumbles. */
    private static String classPath() {
        List<String> existing = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry))) {
                existing.add(entry);
            }
        }
        return String.join(File.pathSeparator, existing);
    }

    /**
     * An exit value of 0 alone would also come from a run that found no race to run. A long pass that is cut short by a busy
     * machine is good for what it has run; the order is random.
     */
    private static String verdict(String output, boolean ended) {
        Matcher matcher = PROGRESS.matcher(output);
        String last = "nothing was run";
        while (matcher.find()) {
            int planned = Integer.parseInt(matcher.group(1));
            int passed = Integer.parseInt(matcher.group(2));
            boolean clean = (matcher.group(3) + matcher.group(4) + matcher.group(5)).equals("000");
            int needed = ended || !Passes.LONG ? planned : planned / 2;
            last = clean && planned > 0 && passed >= needed ? "passed" : matcher.group();
        }
        return last;
    }

    private static String summary(String output) {
        int begin = output.indexOf("RUN RESULTS:");
        return begin < 0 ? output : output.substring(begin);
    }
}
