// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.IOException;
import java.util.Locale;

/** What the tasks of the flat line do: some CPU, something that blocks, some CPU. */
enum FlatLineWork {
    SLEEP("100 us CPU + 10 ms sleep") {
        @Override
        Body body(int slot, FlatLineServices services) throws IOException {
            return around(BlockingKind.SLEEP.blocker(slot, null, 0), services);
        }
    },
    SOCKET("100 us CPU + 10 ms socket read") {
        @Override
        Body body(int slot, FlatLineServices services) throws IOException {
            return around(BlockingKind.SOCKET.blocker(slot, null, services.echoPort()), services);
        }
    },
    JDBC("100 us CPU + 5 ms query, 50 connections") {
        @Override
        Body body(int slot, FlatLineServices services) {
            return around(services.query(slot), services);
        }
    },
    MIXED("50 us to 5 ms CPU, half + 10 ms sleep") {
        @Override
        Body body(int slot, FlatLineServices services) throws IOException {
            BlockingKind.Blocker sleep = BlockingKind.SLEEP.blocker(slot, null, 0);
            return turn -> mixed(slot + turn, sleep, services);
        }
    };

    private static final int BURN_MICROS = 50;
    private static final int LONG_MICROS = 5000;
    private static final int EVERY = 10;

    private final String text;

    FlatLineWork(String text) {
        this.text = text;
    }

    /** One of the tasks in flight; one turn at a time. */
    interface Body {
        /** Returns what keeps the compiler from removing the work. */
        long run(int turn) throws IOException, InterruptedException;
    }

    /** A body for one of the tasks in flight. */
    abstract Body body(int slot, FlatLineServices services) throws IOException;

    /** In a few words. */
    String text() {
        return text;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Body around(BlockingKind.Blocker blocker, FlatLineServices services) {
        return turn -> {
            long sum = services.burn(BURN_MICROS);
            blocker.block();
            return sum + services.burn(BURN_MICROS);
        };
    }

    /** Nine tasks of 50 to 450 us and one of 5 ms; ten that sleep in the middle and ten that do not. */
    private static long mixed(int number, BlockingKind.Blocker sleep, FlatLineServices services)
            throws IOException, InterruptedException {
        int digit = Math.floorMod(number, EVERY);
        long micros = digit == 0 ? LONG_MICROS : (long) digit * BURN_MICROS;
        if (Math.floorMod(number, 2 * EVERY) < EVERY) {
            return services.burn(micros);
        }
        long sum = services.burn(micros / 2);
        sleep.block();
        return sum + services.burn(micros / 2);
    }
}
