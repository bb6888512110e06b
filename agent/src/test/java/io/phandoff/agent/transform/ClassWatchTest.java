// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClassWatchTest {
    private final AtomicInteger runs = new AtomicInteger();
    private final Thread thread = new Thread(runs::incrementAndGet);
    private final ClassLoader loader = getClass().getClassLoader();

    @Test
    void loaded_mbeanServers_startsTheThreadOnce() throws InterruptedException {
        ClassWatch watch = new ClassWatch(true, true, thread);
        watch.loaded(null, "java/lang/Object");
        watch.loaded(loader, ClassWatch.MBEAN_SERVERS); // no class of the JDK
        watch.loaded(null, ClassWatch.METRICS);
        assertThat(watch.serversSeen()).isFalse();
        assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
        watch.loaded(null, ClassWatch.MBEAN_SERVERS);
        watch.loaded(null, ClassWatch.MBEAN_SERVERS);
        assertThat(watch.serversSeen()).isTrue();
        thread.join();
        assertThat(runs).hasValue(1);
    }

    @Test
    void loaded_micrometer_givesItsLoaderOnce() {
        ClassWatch watch = new ClassWatch(true, true, thread);
        watch.loaded(loader, ClassWatch.METRICS);
        assertThat(watch.takeMetrics(1)).singleElement().satisfies(found -> assertThat(found.get())
                .isSameAs(loader));
        assertThat(watch.takeMetrics(1)).isEmpty();
    }

    @Test
    void loaded_moreCopiesThanItBears_leavesThemOut() {
        ClassWatch watch = new ClassWatch(true, true, thread);
        for (int i = 0; i < ClassWatch.MOST_LOADERS + 1; i++) {
            watch.loaded(loader, ClassWatch.METRICS);
        }
        assertThat(watch.takeMetrics(2)).hasSize(2);
        assertThat(watch.takeMetrics(ClassWatch.MOST_LOADERS)).hasSize(ClassWatch.MOST_LOADERS - 2);
    }

    @Test
    void loaded_manyCopiesOneAfterTheOther_givesEach() {
        ClassWatch watch = new ClassWatch(true, true, thread);
        for (int i = 0; i < 3 * ClassWatch.MOST_LOADERS; i++) {
            watch.loaded(loader, ClassWatch.METRICS);
            assertThat(watch.takeMetrics(ClassWatch.MOST_LOADERS)).hasSize(1);
        }
    }

    @Test
    void loaded_notWanted_isNotSeen() {
        ClassWatch watch = new ClassWatch(false, false, thread);
        watch.loaded(null, ClassWatch.MBEAN_SERVERS);
        watch.loaded(loader, ClassWatch.METRICS);
        assertThat(watch.serversSeen()).isFalse();
        assertThat(watch.takeMetrics(1)).isEmpty();
    }
}
