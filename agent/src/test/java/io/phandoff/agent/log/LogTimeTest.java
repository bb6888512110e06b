// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
    private static final long FROM = -2_208_988_800_000L; // 1900
    private static final long TO = 7_258_118_400_000L; // 2200
    private static final int TIMES = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"})
    void append_anyTime_isWhatTheJdkSays(String zone) {
        SimpleDateFormat expected = new SimpleDateFormat("'[phandoff' yyyy-MM-dd HH:mm:ss.SSS']'", Locale.ROOT);
        expected.setTimeZone(TimeZone.getTimeZone(zone));
        LogTime time = new LogTime(TimeZone.getTimeZone(zone));
        Random random = new Random(1);
        for (int i = 0; i < TIMES; i++) {
            long millis = FROM + (long) (random.nextDouble() * (TO - FROM));
            assertSame(time, expected, millis);
        }
        assertSame(time, expected, 951_782_399_999L); // the end of 28 February 2000, and the day after
        assertSame(time, expected, 951_782_400_000L);
        assertSame(time, expected, 0);
        assertSame(time, expected, -1);
    }

    private static void assertSame(LogTime time, SimpleDateFormat expected, long millis) {
        StringBuilder line = new StringBuilder();
        time.append(millis, line);
        assertThat(line.toString()).isEqualTo(expected.format(millis));
    }
}
