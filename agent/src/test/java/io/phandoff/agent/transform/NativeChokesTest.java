// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.hook.JdkImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The natives of java.base that are known to block, and who calls them: each caller is hooked, or named below with the
 * reason why not. So a JDK that calls one of them from a new place is seen.
 */
class NativeChokesTest {
    private static final Pattern CHOKES = Pattern.compile(String.join(
            "|",
            "jdk/internal/misc/Unsafe\\.park",
            "java/lang/Object\\.wait0",
            "java/lang/Thread\\.(sleep0|sleepNanos0)",
            "java/io/FileInputStream\\.(open0|read0|readBytes|readBytes0|skip0|available0)",
            "java/io/FileOutputStream\\.(open0|write|writeBytes)\\(.*Z\\)V",
            "java/io/RandomAccessFile\\.(open0|read0|readBytes0|write0|writeBytes0|setLength0)",
            "java/io/FileDescriptor\\.sync0",
            "java/nio/MappedMemoryUtils\\.(force0|load0|isLoaded0)",
            "sun/nio/ch/Net\\.(poll|pollConnect|connect0|accept|sendOOB)\\(.*",
            "sun/nio/ch/EPoll\\.wait",
            "sun/nio/ch/UnixDomainSockets\\.(accept0|connect0)",
            "sun/nio/ch/(Unix)?FileDispatcherImpl\\.(p?(read|write)v?|force|lock|truncate|transferTo|transferFrom)0",
            "sun/nio/ch/(Socket|Datagram)Dispatcher(Impl)?\\.(read|write)v?0",
            "sun/nio/ch/DatagramChannelImpl\\.(receive0|send0)",
            "sun/nio/ch/FileChannelImpl\\.(map0|transferTo0)",
            "sun/nio/fs/UnixNativeDispatcher\\.(open0|openat0)",
            "sun/nio/fs/(UnixCopyFile\\.transfer|UnixFileSystem\\.bufferedCopy0|LinuxNativeDispatcher\\.directCopy0)",
            "java/net/Inet[46]AddressImpl\\.isReachable0",
            "java/lang/ProcessImpl\\.forkAndExec",
            "java/lang/ProcessHandleImpl\\.waitForProcessExit0"));

    /** On JDK 17 and 18 these are the natives themselves. */
    private static final Pattern CHOKES_UNTIL_18 = Pattern.compile(String.join(
            "|",
            "java/lang/Object\\.wait\\(J\\)V",
            "java/lang/Thread\\.sleep\\(J\\)V",
            "java/io/RandomAccessFile\\.(readBytes|writeBytes)\\(\\[BII\\)."));

    /** By the beginning of the caller's name. */
    private static final Map<String, String> ALLOWED = allowed();

    private static Map<String, String> allowed() {
        Map<String, String> allowed = new LinkedHashMap<>();
        String brackets = "inside the class's begin and end, which are hooked";
        allowed.put("sun/nio/ch/SocketChannelImpl.", brackets);
        allowed.put("sun/nio/ch/ServerSocketChannelImpl.", brackets);
        allowed.put("sun/nio/ch/DatagramChannelImpl.", brackets);
        allowed.put("sun/nio/ch/NioSocketImpl.", brackets);
        allowed.put("sun/nio/ch/FileChannelImpl.", brackets);
        allowed.put("sun/nio/ch/SourceChannelImpl.", brackets);
        allowed.put("sun/nio/ch/SinkChannelImpl.", brackets);
        allowed.put("sun/nio/ch/EPollSelectorImpl.", brackets);
        String leaf = "called by the channels inside their begin and end";
        allowed.put("sun/nio/ch/SelChImpl.park", leaf);
        allowed.put("sun/nio/ch/DatagramSocketAdaptor.", leaf);
        allowed.put("sun/nio/ch/SocketDispatcher.", leaf);
        allowed.put("sun/nio/ch/DatagramDispatcher.", leaf);
        allowed.put("sun/nio/ch/FileDispatcherImpl.", leaf);
        allowed.put("sun/nio/ch/UnixFileDispatcherImpl.", leaf);
        allowed.put("sun/nio/ch/UnixDomainSockets.", leaf);
        allowed.put("sun/nio/ch/Net.", leaf);
        allowed.put("java/lang/Object.wait", "called by wait(long), or itself a hooked wrapper");
        allowed.put("java/lang/Thread.sleep", "called by what is hooked, or virtual");
        String async = "asynchronous channels are in non-blocking mode";
        allowed.put("sun/nio/ch/UnixAsynchronous", async);
        allowed.put("sun/nio/ch/EPollPort$EventHandlerTask.poll", "hooked");
        String own = "a thread of the JDK's own";
        allowed.put("sun/nio/ch/EPollPoller.", own);
        allowed.put("java/lang/ProcessHandleImpl$1.", own);
        allowed.put("java/util/TimerThread.mainLoop", own);
        allowed.put("java/util/concurrent/DelayScheduler.", own);
        allowed.put("sun/net/www/http/KeepAliveCache.run", own);
        allowed.put("sun/security/provider/SeedGenerator$ThreadedSeedGenerator$BogusThread.run", own);
        String virtual = "virtual threads and their carriers are not managed";
        allowed.put("java/lang/VirtualThread.", virtual);
        allowed.put("java/lang/ThreadBuilders$BoundVirtualThread.", virtual);
        allowed.put("java/util/concurrent/locks/AbstractQueued", "a timed park after an OutOfMemoryError only");
        allowed.put("java/lang/ProcessImpl.<init>", "called by ProcessImpl.start");
        allowed.put(
                "sun/nio/fs/UnixFileSystem.bufferedCopy", "called by LinuxFileSystem.bufferedCopy, which is hooked");
        allowed.put("java/io/FileInputStream.traceRead", "called by what is hooked");
        allowed.put("java/io/FileOutputStream.traceWrite", "called by what is hooked");
        allowed.put("java/io/FileOutputStream.implWrite", "called by what is hooked");
        allowed.put("java/io/RandomAccessFile.trace", "called by what is hooked");
        allowed.put("java/io/RandomAccessFile.impl", "called by what is hooked");
        return allowed;
    }

    static Stream<JdkImage> images() {
        return JdkImage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("images")
    void callersOfBlockingNatives_areHookedOrAllowed(JdkImage jdk) throws IOException {
        Set<String> hooked = new HashSet<>();
        for (HookPoint point : HookTable.forJvm(jdk.feature(), "Linux", Set.of())) {
            hooked.add(point.owner() + "." + point.method() + point.descriptor());
        }
        Set<String> chokes = new TreeSet<>();
        Set<String> uncovered = new TreeSet<>();
        try (FileSystem image = jdk.open()) {
            JdkImage.forEach(
                    image,
                    "java.base",
                    bytes -> scan(bytes, jdk.feature(), (caller, callee) -> {
                        chokes.add(callee);
                        if (!hooked.contains(caller)
                                && ALLOWED.keySet().stream().noneMatch(caller::startsWith)) {
                            uncovered.add(caller + " -> " + callee);
                        }
                    }));
        }

        assertThat(chokes).as("natives that were found at all").hasSizeGreaterThan(30);
        assertThat(uncovered).isEmpty();
    }

    private interface Call {
        void found(String caller, String callee);
    }

    private static void scan(byte[] bytes, int feature, Call call) {
        ClassReader reader = ClassFiles.read(bytes);
        reader.accept(
                new ClassVisitor(HookCalls.ASM_API) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String type, String signature, String[] thrown) {
                        return new MethodVisitor(HookCalls.ASM_API) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String name, String descriptor, boolean isInterface) {
                                String callee = owner + "." + name;
                                if (CHOKES.matcher(callee).matches()
                                        || CHOKES.matcher(callee + descriptor).matches()
                                        || (feature <= 18
                                                && CHOKES_UNTIL_18
                                                        .matcher(callee + descriptor)
                                                        .matches())) {
                                    call.found(reader.getClassName() + "." + method + type, callee);
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
}
