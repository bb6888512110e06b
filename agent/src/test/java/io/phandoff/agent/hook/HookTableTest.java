// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.CallKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookTableTest {
    private static final String LINUX = "Linux";
    private static final Set<Extra> ALL = EnumSet.allOf(Extra.class);

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19, 20, 21, 22, 25, 26, 27, 99})
    void forJvm_anyJdk_namesEachMethodOnceAndEndsWhatItBegins(int feature) {
        List<HookPoint> points = HookTable.forJvm(feature, LINUX, ALL);

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
        List<HookPoint> points = HookTable.forJvm(feature, LINUX, ALL);

        assertThat(points.stream().anyMatch(point -> point.name().equals("java.lang.Object." + method)))
                .isEqualTo(hooked);
    }

    @ParameterizedTest
    @CsvSource({"Windows 10, WINDOWS", "Mac OS X, MACOS"})
    void forJvm_untestedSystem_hasItsOwnPointsAndNoForeignOnes(String osName, Os own) {
        for (int feature : new int[] {17, 21, 25}) {
            List<HookPoint> points = HookTable.forJvm(feature, osName, ALL);

            assertThat(points).extracting(HookPoint::name).doesNotHaveDuplicates();
            assertThat(points).extracting(HookPoint::os).contains(Os.ANY, own);
            assertThat(points).allMatch(point -> point.os().includes(osName));
            assertThat(points).allSatisfy(point -> {
                assertThat(point.owner()).matches("[a-zA-Z0-9$]+(/[a-zA-Z0-9$]+)+");
                assertThat(Type.getMethodType(point.descriptor()).getDescriptor())
                        .isEqualTo(point.descriptor());
            });
        }
    }

    @Test
    void forJvm_linux_hasNoPointOfUntestedSystems() {
        assertThat(HookTable.forJvm(25, LINUX, ALL)).extracting(HookPoint::os).doesNotContain(Os.WINDOWS, Os.MACOS);
    }

    @Test
    void forJvm_newerThanTheTable_isExpectedToHaveWhatTheNewestHas() {
        assertThat(HookTable.forJvm(99, LINUX, ALL)).isEqualTo(HookTable.forJvm(HookTable.NEWEST_CHECKED, LINUX, ALL));
    }

    @ParameterizedTest
    @EnumSource(Extra.class)
    void forJvm_extra_onlyWhenAskedFor(Extra extra) {
        assertThat(HookTable.forJvm(17, LINUX, Set.of()))
                .extracting(HookPoint::extra)
                .containsOnlyNulls();
        assertThat(HookTable.forJvm(17, LINUX, Set.of(extra)))
                .extracting(HookPoint::extra)
                .containsOnly(null, extra);
    }

    @Test
    void forJvm_legacySockets_on17Only() {
        assertThat(HookTable.forJvm(18, LINUX, Set.of(Extra.LEGACY_SOCKETS)))
                .extracting(HookPoint::extra)
                .containsOnlyNulls();
    }

    @Test
    void expected_moduleThatIsNotInTheImage_isLeftOut() {
        HookPoint there = around("java/lang/Object", "toString", "()Ljava/lang/String;");
        HookPoint elsewhere = there.in("no.such.module");

        assertThat(HookCheck.expected(List.of(there, elsewhere))).containsExactly(there);
    }

    @Test
    void missing_thisJvm_isEmpty() {
        List<HookPoint> expected =
                HookCheck.expected(HookTable.forJvm(Runtime.version().feature(), System.getProperty("os.name"), ALL));

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
