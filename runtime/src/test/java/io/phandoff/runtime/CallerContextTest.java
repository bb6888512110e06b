// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.DomainCombiner;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"removal", "deprecation"})
class CallerContextTest {
    private static final DomainCombiner COMBINER = CallerContextTest::combine;

    private final CallerContext context = CallerContext.ofThisThread();

    private static ProtectionDomain[] combine(ProtectionDomain[] current, ProtectionDomain[] assigned) {
        return current;
    }

    @Test
    void run_action_saysWhatItDoes() throws Throwable {
        assertThat(context.run(() -> true)).isTrue();
        assertThat(context.run(() -> false)).isFalse();
    }

    @Test
    void run_anythingThrown_isPassedOnAsItIs() {
        Throwable[] all = {new IOException("checked"), new IllegalStateException("unchecked"), new StackOverflowError()
        };
        for (Throwable thrown : all) {
            assertThatThrownBy(() -> context.run(() -> {
                        throw thrown;
                    }))
                    .isSameAs(thrown);
        }
    }

    /** From 24 on both are null: there is no context. */
    @Test
    void run_onAnotherThread_isInTheContextOfTheFirst() throws Exception {
        AccessControlContext own = new AccessControlContext(AccessController.getContext(), COMBINER);
        CallerContext taken =
                AccessController.doPrivileged((PrivilegedAction<CallerContext>) CallerContext::ofThisThread, own);
        DomainCombiner expected = AccessController.doPrivileged((PrivilegedAction<DomainCombiner>) this::combiner, own);
        AtomicReference<Object> seen = new AtomicReference<>("nothing");
        Thread thread = new Thread(() -> {
            try {
                taken.run(() -> {
                    seen.set(combiner());
                    return true;
                });
            } catch (Throwable e) {
                seen.set(e);
            }
        });
        thread.start();
        thread.join();

        assertThat(seen.get()).isSameAs(expected);
        assertThat(expected).isIn(COMBINER, null);
    }

    private DomainCombiner combiner() {
        return AccessController.getContext().getDomainCombiner();
    }
}
