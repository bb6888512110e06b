// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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
        assertThat(filter(include, exclude).manages(new NamedThread("http-exec-1"), new FakeExecutor()))
                .isEqualTo(managed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*NamePoolFilterTest$OwnFactory|''|true",
                "*NamePoolFilterTest$OtherFactory|''|false",
                "''|*NamePoolFilterTest$OwnFactory|false",
                "''|*NamePoolFilterTest$OtherFactory|true"
            })
    void manages_byThreadFactory_inEachPoolOfTheJdk(String include, String exclude, boolean managed) {
        OwnFactory factory = new OwnFactory();
        for (ExecutorService executor : List.of(
                Executors.newFixedThreadPool(2, factory),
                new ScheduledThreadPoolExecutor(2, factory),
                new ForkJoinPool(2, factory, null, false))) {
            assertThat(filter(include, exclude).manages(new NamedThread("http-exec-1"), executor))
                    .as("%s", executor)
                    .isEqualTo(managed);
            executor.shutdown();
        }
    }

    @Test
    void manages_executorOfTheProgram_isNotAskedForItsFactory() {
        Asked executor = new Asked();
        assertThat(filter("", "*OwnFactory").manages(new NamedThread("http-exec-1"), executor))
                .isTrue();
        assertThat(executor.asked).isFalse();
    }

    private static NamePoolFilter filter(String include, String exclude) {
        return new NamePoolFilter(
                GlobList.parse(include),
                GlobList.parse(exclude),
                GlobList.EMPTY,
                PoolRules.read(Settings.read(null, new Properties(), Map.of()), new ArrayList<>()));
    }

    private static final class OwnFactory implements ThreadFactory, ForkJoinPool.ForkJoinWorkerThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new Thread(task);
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }
    }

    private static final class Asked extends ThreadPoolExecutor {
        private boolean asked;

        Asked() {
            super(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new OwnFactory());
        }

        @Override
        public ThreadFactory getThreadFactory() {
            asked = true;
            return super.getThreadFactory();
        }
    }

    private static final class NamedThread extends Thread {
        NamedThread(String name) {
            super(name);
        }
    }

    private static final class FakeExecutor {}
}
