// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePoolFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''|true",
                "http-*|''|true",
                "jobs-*|''|false",
                "*NamePoolFilterTest$NamedThread|''|true",
                "*FakeExecutor|''|true",
                "''|http-*|false",
                "''|*FakeExecutor|false",
                "''|jobs-*|true",
                "http-*|http-*|false"
            })
    void manages_byThreadNameAndClasses_excludeWins(String include, String exclude, boolean managed) {
        NamePoolFilter filter = new NamePoolFilter(
                GlobList.parse(include),
                GlobList.parse(exclude),
                GlobList.EMPTY,
                PoolRules.read(Settings.read(null, new Properties(), Map.of()), new ArrayList<>()));

        assertThat(filter.manages(new NamedThread("http-exec-1"), new FakeExecutor()))
                .isEqualTo(managed);
    }

    private static final class NamedThread extends Thread {
        NamedThread(String name) {
            super(name);
        }
    }

    private static final class FakeExecutor {}
}
