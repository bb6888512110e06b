// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phandoff.agent.config.OptionTable;
import io.phandoff.agent.isolated.Probe;
import io.phandoff.runtime.CallKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {

    private static final String ISOLATED = Probe.class.getName();

    @TempDir
    Path directory;

    private AgentClassLoader loader;

    @BeforeEach
    void openJar() throws IOException {
        byte[] pack = pack();
        Path jar = directory.resolve("a jar+100%.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            StoredZips.put(out, "inst/classes.pack", pack);
            put(out, "inst/META-INF/services/a.Service", "a.Provider".getBytes(StandardCharsets.UTF_8));
            put(out, "outside.txt", new byte[1]);
        }
        loader = new AgentClassLoader(jar.toFile());
    }

    private static byte[] pack() throws IOException {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(pack)) {
            out.setComment("7.8.9");
            StoredZips.put(out, ISOLATED, classFile(Probe.class));
            StoredZips.put(out, "io.phandoff.agent.boot.Premain", new byte[] {1, 2, 3});
        }
        return pack.toByteArray();
    }

    /** As by a tool that signs jars. */
    @Test
    void loadClass_jarWrittenAnewAndDeflated_isFound() throws Exception {
        Path jar = directory.resolve("deflated.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(out, "inst/classes.pack", pack());
        }
        AgentClassLoader ofDeflated = new AgentClassLoader(jar.toFile());
        Class<?> isolated = ofDeflated.loadClass(ISOLATED);
        assertThat(isolated.getClassLoader()).isSameAs(ofDeflated);
        assertThat(isolated.getPackage().getImplementationVersion()).isEqualTo("7.8.9");
    }

    @Test
    void new_anotherJar_saysWhatIsMissing() throws Exception {
        Path jar = directory.resolve("other.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(out, "other", new byte[1]);
        }
        assertThatThrownBy(() -> new AgentClassLoader(jar.toFile()))
                .isInstanceOf(IOException.class)
                .hasMessage("agent jar has no classes: jar=" + jar + " (expected: inst/classes.pack)");
    }

    @Test
    void loadClass_fromTheJar_isADifferentClassWithTheJarsVersion() throws Exception {
        Class<?> isolated = loader.loadClass(ISOLATED);

        assertThat(isolated).isNotSameAs(Probe.class);
        assertThat(isolated.getClassLoader()).isSameAs(loader);
        assertThat(isolated.getPackage().getImplementationVersion()).isEqualTo("7.8.9");
        assertThat(loader.loadClass(ISOLATED)).isSameAs(isolated);
    }

    @Test
    void loadClass_ofRuntimeOrBoot_comesFromTheLoaderOfTheLoader() throws Exception {
        assertThat(loader.loadClass(CallKind.class.getName())).isSameAs(CallKind.class);
        assertThat(loader.loadClass(Premain.class.getName())).isSameAs(Premain.class);
    }

    @Test
    void loadClass_ofTheProgram_isNotFound() {
        assertThatThrownBy(() -> loader.loadClass(OptionTable.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void loadClass_ofThePlatform_isTheJdks() throws Exception {
        assertThat(loader.loadClass("java.util.List")).isSameAs(List.class);
    }

    @Test
    void loadClass_byManyThreadsAtOnce_definesItOnce() throws Exception {
        int threads = 8;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        Callable<Class<?>> load = () -> {
            barrier.await();
            return loader.loadClass(ISOLATED);
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Class<?>> loaded = new ArrayList<>();
            for (Future<Class<?>> future : executor.invokeAll(Collections.nCopies(threads, load))) {
                loaded.add(future.get());
            }
            assertThat(loaded).containsOnly(loader.loadClass(ISOLATED));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void getResource_underInst_canBeRead() throws IOException {
        URL url = loader.getResource("META-INF/services/a.Service");

        assertThat(Collections.list(loader.getResources("META-INF/services/a.Service")))
                .containsExactly(url);
        try (InputStream in = loader.getResourceAsStream("META-INF/services/a.Service")) {
            assertThat(in).hasContent("a.Provider");
        }
    }

    @Test
    void getResource_notUnderInst_isNotFound() {
        assertThat(loader.getResource("outside.txt")).isNull();
        assertThat(loader.getResource("simplelogger.properties")).isNull();
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
