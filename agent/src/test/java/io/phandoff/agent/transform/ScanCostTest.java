// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.JdkImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a class costs that calls neither sleep nor wait, over all classes of java.base; prints the figure. */
class ScanCostTest {
    private static final int ROUNDS = 10;
    private static final long MOST_NANOS =
            500_000; // some hundred times what is seen: only another algorithm gets there

    @Test
    void scan_ofAllClassesOfJavaBase_costsMicroseconds() throws IOException {
        List<byte[]> classes = new ArrayList<>();
        JdkImage jdk = JdkImage.all().get(0);
        try (FileSystem image = jdk.open()) {
            JdkImage.forEach(image, "java.base", classes::add);
        }
        int alarms = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            alarms = 0;
            long start = System.nanoTime();
            for (byte[] bytes : classes) {
                alarms += ClassFiles.mayCallWaitOrSleep(bytes) ? 1 : 0;
            }
            best = Math.min(best, System.nanoTime() - start);
        }

        long each = best / classes.size();
        System.out.println("scan of constants: jdk=" + jdk.feature() + " classes=" + classes.size() + " ns-a-class="
                + each + " to-be-parsed=" + alarms);
        assertThat(alarms).isBetween(1, classes.size() / 20);
        assertThat(each).isLessThan(MOST_NANOS);
    }
}
