// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.CallKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookTableTest {
    private static final String LINUX = "Linux";

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19, 21, 22, 25})
    void forJvm_anyJdk_namesEachMethodOnceAndEndsWhatItBegins(int feature) {
        List<HookPoint> points = HookTable.forJvm(feature, LINUX);

        assertThat(points).extracting(HookPoint::name).doesNotHaveDuplicates();
        assertThat(points).allMatch(point -> point.kind() >= 0 && point.kind() < CallKind.COUNT);
        assertThat(points.stream().filter(point -> point.shape().name().startsWith("BEGIN")))
                .hasSameSizeAs(points.stream()
                        .filter(point -> point.shape().name().startsWith("END"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"17, wait()V, true", "17, wait(J)V, false", "25, wait(J)V, true", "25, wait()V, false"})
    void forJvm_objectWait_isHookedWhereItIsBytecode(int feature, String method, boolean hooked) {
        List<HookPoint> points = HookTable.forJvm(feature, LINUX);

        assertThat(points.stream().anyMatch(point -> point.name().equals("java.lang.Object." + method)))
                .isEqualTo(hooked);
    }

    @Test
    void forJvm_windows_hasNoUnixPoints() {
        assertThat(HookTable.forJvm(25, "Windows 11")).extracting(HookPoint::os).containsOnly(Os.ANY);
    }

    @Test
    void missing_thisJvm_isEmpty() {
        List<HookPoint> expected =
                HookCheck.expected(HookTable.forJvm(Runtime.version().feature(), System.getProperty("os.name")));

        assertThat(HookCheck.missing(expected)).isEmpty();
    }

    @Test
    void missing_nativeMethodNoMethodNoClass_areMissing() {
        HookPoint nativeMethod = around("java/lang/Object", "hashCode", "()I");
        HookPoint noMethod = around("java/lang/Object", "hashCode", "()J");
        HookPoint noClass = around("java/lang/NoSuchClass", "hashCode", "()I");
        HookPoint there = around("java/lang/Object", "toString", "()Ljava/lang/String;");

        assertThat(HookCheck.missing(List.of(nativeMethod, noMethod, there, noClass)))
                .containsExactly(nativeMethod, noMethod, noClass);
    }

    private static HookPoint around(String owner, String method, String descriptor) {
        return HookPoint.soft(owner, method, descriptor, Shape.AROUND, CallKind.OTHER);
    }
}
