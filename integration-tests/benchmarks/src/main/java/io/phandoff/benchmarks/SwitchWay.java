// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.Hooks;

/** How a worker blocks, in {@link SwitchLatency}. */
public enum SwitchWay {
    /** In a call that is known to block (Go's entersyscallblock). */
    HARD {
        @Override
        void leave() {
            Hooks.enterHard(CallKind.OTHER);
        }

        @Override
        void comeBack() {
            Hooks.exit();
        }
    },
    /** In a call that is usually short (Go's entersyscall). */
    SOFT {
        @Override
        void leave() {
            Hooks.enterSoft(SOFT_KIND);
        }

        @Override
        void comeBack() {
            Hooks.exit();
        }

        @Override
        void forget() {
            for (int i = 0; i < SHORT_CALLS; i++) {
                Hooks.enterSoft(SOFT_KIND);
                Hooks.exit();
            }
        }
    },
    /** Where no hook is. */
    UNDECLARED {
        @Override
        void leave() {}

        @Override
        void comeBack() {
            RuntimeInFork.reacquire();
        }
    },
    /** Without the runtime, by {@code Object.wait} and {@code notify}: what a JVM needs to make another thread run. */
    NOTIFY {
        @Override
        void leave() {}

        @Override
        void comeBack() {}
    },
    /** Without the runtime, after a calm only: by a third thread that has to be woken first, as sysmon has. */
    RELAY {
        @Override
        void leave() {}

        @Override
        void comeBack() {}
    };

    private static final int SOFT_KIND = CallKind.FILE_READ;
    /** More than one long call teaches. */
    private static final int SHORT_CALLS = 4;

    abstract void leave();

    abstract void comeBack();

    /** Unlearns what the call before has taught: else its kind would soon be handed off at once. */
    void forget() {}
}
