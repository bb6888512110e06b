// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalZoneTest {
    private static byte[] zone(String name) throws IOException {
        Path file = Path.of("/usr/share/zoneinfo", name);
        assumeTrue(Files.isRegularFile(file), "this system has no " + file);
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @CsvSource({
        "Etc/UTC, true",
        "Etc/GMT, true",
        "Etc/GMT+3, false",
        "Europe/London, false",
        "Africa/Abidjan, false",
        "Asia/Kathmandu, false",
        "America/New_York, false"
    })
    void isUtc_zonesOfTheSystem_onlyThoseThatAlwaysWere(String name, boolean utc) throws IOException {
        byte[] all = zone(name);
        assertThat(LocalZone.isUtc(Arrays.copyOf(all, Math.min(256, all.length))))
                .isEqualTo(utc);
    }

    @Test
    void isUtc_cutOffOrChanged_neverThrows() throws IOException {
        byte[] utc = zone("Etc/UTC");
        for (int length = 0; length < utc.length - 1; length++) {
            LocalZone.isUtc(Arrays.copyOf(utc, length));
        }
        for (int at = 0; at < utc.length; at++) {
            byte[] changed = utc.clone();
            changed[at] = (byte) 0xff;
            LocalZone.isUtc(changed);
        }
        assertThat(LocalZone.isUtc(new byte[0])).isFalse();
        assertThat(LocalZone.isUtc(new byte[200])).isFalse();
    }

    @Test
    void get_ofThisJvm_hasTheJdksOffset() {
        long now = System.currentTimeMillis();

        assertThat(LocalZone.get().getOffset(now))
                .isEqualTo(TimeZone.getDefault().getOffset(now));
    }
}
