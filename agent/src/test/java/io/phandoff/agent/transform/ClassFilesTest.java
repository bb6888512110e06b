// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.ConstantPool;
import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.junit.jupiter.api.Test;

class ClassFilesTest {
    private static final int MAJOR_VERSION = 6;
    private static final byte[] SAMPLES = TransformedLoader.bytesOf(HookSamples.class.getName());

    @Test
    void read_versionThatIsNotKnownYet_isReadAndPutBack() {
        byte[] future = SAMPLES.clone();
        future[MAJOR_VERSION] = 0;
        future[MAJOR_VERSION + 1] = (byte) 200;

        ClassReader reader = ClassFiles.read(future);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(writer, 0);

        byte[] written = ClassFiles.write(writer, future);
        assertThat(written[MAJOR_VERSION + 1]).isEqualTo((byte) 200);
        assertThat(written).hasSameSizeAs(SAMPLES);
    }

    @Test
    void mayCallWaitOrSleep_byConstants() {
        assertThat(ClassFiles.mayCallWaitOrSleep(TransformedLoader.bytesOf(CallSiteSamples.class.getName())))
                .isTrue();
        assertThat(ClassFiles.mayCallWaitOrSleep(TransformedLoader.bytesOf(HookEvents.class.getName())))
                .isFalse();
    }

    /** A class file up to the end of its constants, without anything behind them. */
    static byte[] constantsOnly(byte[] bytes) {
        int at = ConstantPool.FIRST_AT;
        int i = 1;
        while (i < ConstantPool.u2(bytes, ConstantPool.COUNT_AT)) {
            i += ConstantPool.indexes(bytes[at]);
            at += ConstantPool.length(bytes, at);
        }
        return Arrays.copyOf(bytes, at);
    }
}
