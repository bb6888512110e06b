// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the jar that ships and holds its layout: what the bootstrap loader sees of it, and what nobody sees. */
class JarLayoutIT {

    private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;

    private static JarFile jar;
    private static List<String> files;
    /** The classes of the isolated part, by name. */
    private static Map<String, byte[]> isolated;

    @BeforeAll
    static void openJar() throws IOException {
        jar = new JarFile(AgentJvm.agentJar().toFile(), false);
        files = jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
        isolated = new HashMap<>();
        try (ZipInputStream pack = new ZipInputStream(new ByteArrayInputStream(read("inst/classes.pack")))) {
            for (ZipEntry entry = pack.getNextEntry(); entry != null; entry = pack.getNextEntry()) {
                assertThat(entry.getMethod()).as(entry.getName()).isEqualTo(ZipEntry.STORED);
                isolated.put(entry.getName(), pack.readAllBytes());
            }
        }
    }

    @AfterAll
    static void closeJar() throws IOException {
        jar.close();
    }

    @Test
    void entries_ofTheJar_lieUnderTheFiveAllowedRoots() {
        assertThat(files)
                .allMatch(name -> name.startsWith("META-INF/")
                        || isApi(name)
                        || name.startsWith("io/phandoff/runtime/")
                        || name.startsWith("io/phandoff/agent/boot/")
                        || name.startsWith("inst/"));
    }

    @Test
    void classFiles_withTheirUsualEnding_areOurOwn() {
        assertThat(files.stream().filter(name -> name.endsWith(".class")))
                .allMatch(name -> isApi(name)
                        || name.startsWith("io/phandoff/runtime/")
                        || name.startsWith("io/phandoff/agent/boot/"))
                .contains(
                        "io/phandoff/agent/boot/Premain.class",
                        "io/phandoff/agent/boot/AgentClassLoader.class",
                        "io/phandoff/Processors.class",
                        "io/phandoff/runtime/Hooks.class",
                        "io/phandoff/runtime/HandoffRuntime.class");
    }

    /** The public API: the package itself, nothing below it. */
    private static boolean isApi(String name) {
        return name.startsWith("io/phandoff/")
                && name.endsWith(".class")
                && name.indexOf('/', "io/phandoff/".length()) < 0;
    }

    @Test
    void isolatedPart_ofTheJar_hasAgentAsmAndRenamedSlf4jOnly() {
        assertThat(files.stream().filter(name -> name.startsWith("inst/")))
                .allMatch(name -> name.startsWith("inst/io/phandoff/agent/") || name.equals("inst/classes.pack"))
                .noneMatch(name -> name.endsWith(".class"));
        assertThat(isolated.keySet())
                .allMatch(name -> name.startsWith("io.phandoff.agent.") || name.startsWith("net.bytebuddy.jar.asm."))
                .noneMatch(name -> name.startsWith("io.phandoff.agent.boot."))
                .contains(
                        "io.phandoff.agent.AgentMain",
                        "io.phandoff.agent.slf4j.Logger",
                        "net.bytebuddy.jar.asm.ClassReader");
    }

    /** The agent's loader reads it in place. */
    @Test
    void isolatedClasses_ofTheJar_areStored() {
        assertThat(jar.getEntry("inst/classes.pack").getMethod()).isEqualTo(ZipEntry.STORED);
    }

    @Test
    void classes_ofTheJar_doNotUseUnsafe() {
        assertThat(files).noneMatch(name -> name.contains("UnsafeAccess"));
        assertThat(files.stream().filter(name -> name.startsWith("io/")).filter(name -> constantPoolText(name)
                        .contains("sun/misc/Unsafe")))
                .isEmpty();
    }

    @Test
    void classes_ofTheJar_needJava17AtMost() {
        Map<String, byte[]> classes = new HashMap<>(isolated);
        files.stream().filter(name -> name.endsWith(".class")).forEach(name -> classes.put(name, read(name)));
        assertThat(classes).hasSizeGreaterThan(300).allSatisfy((name, bytes) -> {
            assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(CLASS_FILE_MAGIC);
            assertThat(bytes[7]).isLessThanOrEqualTo((byte) 61);
        });
    }

    @Test
    void manifest_ofTheJar_hasTheAgentsAttributes() throws IOException {
        Attributes attributes = jar.getManifest().getMainAttributes();

        assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.phandoff.agent.boot.Premain");
        assertThat(attributes.getValue("Agent-Class")).isEqualTo("io.phandoff.agent.boot.Premain");
        assertThat(attributes.getValue("Main-Class")).isEqualTo("io.phandoff.agent.boot.Premain");
        assertThat(attributes.getValue("Boot-Class-Path")).isEqualTo("phandoff-agent.jar");
        assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(attributes.getValue("Can-Redefine-Classes")).isEqualTo("false");
        assertThat(attributes.getValue("Can-Set-Native-Method-Prefix")).isEqualTo("false");
        assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
        assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("io.phandoff.agent");
        assertThat(attributes.getValue("Multi-Release")).isNull();
    }

    @Test
    void licences_ofWhatTheJarCarries_areInIt() {
        assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0");
        assertThat(text("META-INF/NOTICE")).contains("JCTools", "Byte Buddy", "ASM", "SLF4J", "QOS.ch", "INRIA");
    }

    private static String constantPoolText(String name) {
        return new String(read(name), StandardCharsets.ISO_8859_1);
    }

    private static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
