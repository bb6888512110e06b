// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the jar that ships and holds its layout: what the bootstrap loader sees of it, and what nobody sees. */
class JarLayoutIT {

    private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;

    private static JarFile jar;
    private static List<String> files;

    @BeforeAll
    static void openJar() throws IOException {
        jar = new JarFile(AgentJvm.agentJar().toFile(), false);
        files = jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
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
                .allMatch(name -> name.startsWith("inst/io/phandoff/agent/")
                        || name.startsWith("inst/net/bytebuddy/jar/asm/")
                        || name.startsWith("inst/META-INF/services/io.phandoff.agent.slf4j.")
                        || name.equals("inst/simplelogger.properties"))
                .noneMatch(name -> name.endsWith(".class") || name.startsWith("inst/io/phandoff/agent/boot/"))
                .contains(
                        "inst/io/phandoff/agent/AgentMain.classdata",
                        "inst/io/phandoff/agent/slf4j/LoggerFactory.classdata",
                        "inst/net/bytebuddy/jar/asm/ClassReader.classdata",
                        "inst/META-INF/services/io.phandoff.agent.slf4j.spi.SLF4JServiceProvider");
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
        assertThat(files.stream().filter(name -> name.endsWith(".class") || name.endsWith(".classdata")))
                .allSatisfy(name -> {
                    byte[] bytes = read(name);
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
