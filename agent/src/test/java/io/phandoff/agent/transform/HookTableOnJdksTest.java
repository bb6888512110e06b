// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phandoff.agent.hook.Extra;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.hook.JdkImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole table, extras too, against the class files of every JDK that is here; none of them is run. */
class HookTableOnJdksTest {
    private static final String LINUX = "Linux";
    private static final Set<Extra> ALL = EnumSet.allOf(Extra.class);

    static Stream<JdkImage> images() {
        return JdkImage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("images")
    void forJvm_everyPoint_isAppliedToTheClassFile(JdkImage jdk) throws IOException {
        List<HookPoint> points = HookTable.forJvm(jdk.feature(), LINUX, ALL);
        Map<String, List<HookPoint>> owners = new LinkedHashMap<>();
        points.forEach(point -> owners.computeIfAbsent(point.owner(), owner -> points.stream()
                .filter(other -> other.owner().equals(owner))
                .toList()));
        TransformFailures failures = new TransformFailures();
        Set<String> noClass = new TreeSet<>();

        try (FileSystem image = jdk.open()) {
            for (Map.Entry<String, List<HookPoint>> entry : owners.entrySet()) {
                byte[] bytes = JdkImage.classFile(image, entry.getValue().get(0).module(), entry.getKey());
                if (bytes == null) {
                    noClass.add(entry.getKey());
                } else {
                    byte[] rewritten = new HookTransform(entry.getValue(), failures).transform(bytes);
                    assertThat(rewritten[7]).as("class file version").isEqualTo(bytes[7]);
                }
            }
        }

        assertThat(noClass).isEmpty();
        assertThat(failures.missing()).isEmpty();
    }

    /** Tells in the report of the tests on which JDKs the table was not tried. */
    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25, HookTable.NEWEST_CHECKED})
    void images_versionOfTheTable_isHere(int feature) {
        assumeTrue(images().anyMatch(jdk -> jdk.feature() == feature), "no JDK " + feature + " here: not tried on it");
        assertThat(HookTable.NEWEST_CHECKED).isGreaterThanOrEqualTo(feature);
    }
}
