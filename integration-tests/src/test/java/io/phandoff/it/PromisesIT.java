// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.promises.Births;
import io.phandoff.it.promises.Failures;
import io.phandoff.it.promises.Getters;
import io.phandoff.it.promises.Lifecycle;
import io.phandoff.it.promises.OneAtATime;
import io.phandoff.it.promises.Rejections;
import io.phandoff.it.promises.Resizing;
import io.phandoff.it.promises.StartOrder;
import io.phandoff.it.promises.TimedWaits;
import io.phandoff.it.promises.TomcatSizes;

/** What a pool promises holds while it grows: the same answers without the agent, with it, and on one processor in strict mode. */
class PromisesIT {

    @OnEveryJdk
    void startOrder_growingPool_isKept(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, StartOrder.class);
    }

    @OnEveryJdk
    void oneAtATime_onAPoolThatGrows_isKept(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, OneAtATime.class);
    }

    @OnEveryJdk
    void getters_growingPool_tellNoSpares(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, Getters.class)).contains("wrong= saturated=true looked=true calm=true");
    }

    @OnEveryJdk
    void births_growingPool_areThePools(JavaHome home) throws InterruptedException {
        assertThat(PromiseRuns.assertKept(home, Births.class)).contains("inherited from a worker=false");
    }

    @OnEveryJdk
    void rejections_boundedQueues_areTheSame(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Rejections.class);
    }

    @OnEveryJdk
    void lifecycle_growingPool_isTheSame(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Lifecycle.class);
    }

    @OnEveryJdk
    void sizes_changedWhileThePoolGrows_areKept(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Resizing.class);
    }

    @OnEveryJdk
    void spares_nothingToDo_leave(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Resizing.class, "spares");
    }

    @OnEveryJdk
    void failures_growingPool_hitTheirOwnTask(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, Failures.class);
    }

    @OnEveryJdk
    void timedWaits_growingPool_areLateByAWaitForAProcessorAtMost(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, TimedWaits.class);
    }

    @OnEveryJdk
    void tomcatPool_grows_decidesByItsOwnThreads(JavaHome home) throws InterruptedException {
        PromiseRuns.assertKept(home, TomcatSizes.class);
    }
}
