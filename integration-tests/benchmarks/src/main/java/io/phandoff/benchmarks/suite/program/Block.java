// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import io.phandoff.it.bench.BlockingKind;
import io.phandoff.it.demo.SlowService;
import java.io.IOException;

/** The ways in which tasks of the starved work block. */
enum Block {
    SLEEP {
        @Override
        Blocker blocker(Arguments arguments) {
            long millis = arguments.number("ms");
            return () -> Thread.sleep(millis);
        }
    },
    PARK {
        @Override
        Blocker blocker(Arguments arguments) {
            long millis = arguments.number("ms");
            return () -> BlockingKind.parkForAll(millis);
        }
    },
    /** A server in another process answers after so many milliseconds, over a plain socket. */
    SOCKET {
        @Override
        Blocker blocker(Arguments arguments) throws IOException {
            SlowService service = new SlowService(arguments.number("echo"));
            service.open(arguments.number("in-flight", CONNECTIONS));
            return () -> service.ask("?");
        }
    };

    private static final int CONNECTIONS = 64;

    /** Any thread may use it. */
    abstract Blocker blocker(Arguments arguments) throws IOException;
}
