// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ExemptionsTest {
    private final Exemptions exemptions = new Exemptions();

    @Test
    void take_neverAdded_isZero() {
        assertThat(exemptions.take()).isZero();
    }

    @Test
    void take_addedTwice_givesBothAndForgetsThem() {
        exemptions.add(1);
        exemptions.add(1);
        assertThat(exemptions.take()).isEqualTo(2);
        assertThat(exemptions.take()).isZero();
    }

    @Test
    void add_takenBack_leavesNothing() {
        exemptions.add(1);
        exemptions.add(-1);
        exemptions.add(-1); // one too many must not count against a later one
        exemptions.add(1);
        assertThat(exemptions.take()).isEqualTo(1);
    }

    @Test
    void take_ofAnotherThread_isItsOwn() {
        exemptions.add(1);
        CompletableFuture<Integer> other = new CompletableFuture<>();
        new Thread(() -> other.complete(exemptions.take())).start();
        assertThat(other.join()).isZero();
        assertThat(exemptions.take()).isEqualTo(1);
    }

    @Test
    void add_byThreadsThatAreGone_keepsNeitherThemNorTheirCounts() throws InterruptedException {
        java.lang.ref.WeakReference<Thread> gone = addOnAThreadThatEnds();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return gone.get() == null;
        });
        exemptions.add(1); // walks the list
        assertThat(exemptions.take()).isEqualTo(1);
    }

    private java.lang.ref.WeakReference<Thread> addOnAThreadThatEnds() throws InterruptedException {
        Thread thread = new Thread(() -> exemptions.add(1));
        thread.start();
        thread.join();
        return new java.lang.ref.WeakReference<>(thread);
    }
}
