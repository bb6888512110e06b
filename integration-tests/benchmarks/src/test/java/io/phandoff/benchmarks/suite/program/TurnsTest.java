// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TurnsTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private volatile boolean fails;

    private final Tally tally = new Tally(number -> {
        atOnce.incrementAndGet();
        Thread.sleep(1);
        atOnce.decrementAndGet();
        if (fails) {
            throw new IllegalStateException("wrong result");
        }
        return Body.WHOLE;
    });

    private final Turns turns = new Turns(
            tally,
            slowMillis -> new ClosedLoop(pool, tally, 2),
            10,
            new PrintStream(out, true, StandardCharsets.UTF_8));

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private String[] lines() {
        return out.toString(StandardCharsets.UTF_8).split("\\R", -1);
    }

    @Test
    void run_twoLines_areTwoTurnsAfterTheWarmUp() throws Exception {
        turns.run(20, 50, new ByteArrayInputStream("turn\nturn\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(lines()).hasSize(4).startsWith(Turns.READY).endsWith("");
        assertThat(lines()[1]).startsWith(Figures.PREFIX);
        assertThat(lines()[2]).startsWith(Figures.PREFIX);
    }

    /** Or it would take CPU from the other program's turn. */
    @Test
    void run_betweenTwoTurns_nothingIsInFlight() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        turns.run(20, 20, new InputStream() {
            @Override
            public int read() {
                assertThat(atOnce).hasValue(0);
                return looks.getAndIncrement() < 2 ? '\n' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int next = read();
                bytes[offset] = (byte) next;
                return next < 0 ? -1 : 1;
            }
        });

        assertThat(looks).hasValue(3);
    }

    @Test
    void run_aTaskFails_endsTheProgram() {
        fails = true;

        assertThatThrownBy(() -> turns.run(20, 20, InputStream.nullInputStream()))
                .hasRootCauseMessage("wrong result");
    }
}
