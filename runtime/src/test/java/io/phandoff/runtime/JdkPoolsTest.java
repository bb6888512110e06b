// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JdkPoolsTest {

    @Test
    void owns_poolWithAFactoryOfTheProgram_isFalse() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        assertThat(JdkPools.owns(pool)).isFalse();
        pool.setThreadFactory(Thread::new);
        assertThat(JdkPools.owns(pool)).isFalse();
        assertThat(JdkPools.owns(new Object())).isFalse();
    }

    /** What a pool of the program answers is its business, and may fail. */
    @Test
    void owns_poolThatAnswersForItself_isNotAsked() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            public ThreadFactory getThreadFactory() {
                throw new IllegalStateException("asked");
            }
        };
        assertThat(JdkPools.owns(pool)).isFalse();
    }
}
