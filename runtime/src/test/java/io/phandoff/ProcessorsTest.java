// SPDX-License-Identifier: Apache-2.0
package io.phandoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public API without an agent: there are processors, but no workers. */
@Timeout(90)
class ProcessorsTest {
    private final int before = Processors.count();
    private final List<Object> flushed = new ArrayList<>();
    private final ProcessorLocal<Object> local = ProcessorLocal.of(Object::new, flushed::add);

    @AfterEach
    void restore() {
        Processors.resize(before);
        Processors.followCpus();
    }

    @Test
    void count_atFirst_isTheNumberOfCpusAndTwoAtLeast() {
        assertThat(before).isEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void resize_inRange_changesTheCount() {
        Processors.resize(5);
        assertThat(Processors.count()).isEqualTo(5);
        Processors.resize(1);
        assertThat(Processors.count()).isEqualTo(1);
    }

    @Test
    void resize_outOfRange_throws() {
        assertThatThrownBy(() -> Processors.resize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of processors out of range: processors=0 (expected: 1..1024)");
        assertThatThrownBy(() -> Processors.resize(1025))
                .hasMessage("number of processors out of range: processors=1025 (expected: 1..1024)");
        assertThat(Processors.count()).isEqualTo(before);
    }

    @Test
    void forEach_action_runsOnceOnEach() {
        Processors.resize(4);
        List<Integer> ids = new ArrayList<>();
        Processors.forEach(processor -> ids.add(processor.id()));
        assertThat(ids).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void forEach_actionThrows_throwsWithItsCauseWhenAllHaveRun() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> Processors.forEach(processor -> {
                    runs.getAndIncrement();
                    throw new ArithmeticException("test");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("safe-point function failed")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThat(runs).hasValue(before);
    }

    @Test
    void forEach_processorKeptBeyondTheAction_throws() {
        List<Processor> kept = new ArrayList<>();
        Processors.forEach(kept::add);
        for (Runnable use : List.<Runnable>of(() -> kept.get(0).get(local), kept.get(0)::id, kept.get(0)::tick)) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("processor used after its action has ended: id=");
        }
    }

    @Test
    void forEach_null_throws() {
        assertThatThrownBy(() -> Processors.forEach(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("action");
    }

    @Test
    void operations_withinEachOther_throw() {
        for (Runnable inner : List.<Runnable>of(
                () -> Processors.resize(2),
                () -> Processors.forEach(p -> {}),
                () -> Processors.stopTheWorld(() -> {}))) {
            assertThatThrownBy(() -> Processors.stopTheWorld(inner))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("operation on all processors within another: thread=");
            assertThatThrownBy(() -> Processors.forEach(processor -> inner.run()))
                    .hasMessage("safe-point function failed")
                    .cause()
                    .hasMessageStartingWith("operation on all processors within another: thread=");
        }
        AtomicInteger actions = new AtomicInteger();
        Processors.stopTheWorld(actions::getAndIncrement);
        assertThat(actions).hasValue(1);
    }

    @Test
    void stopTheWorld_nobodyRuns_runsTheActionOnTheCaller() {
        List<Thread> threads = new ArrayList<>();
        Processors.stopTheWorld(() -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void stopTheWorld_limitLongerThanCanBeCounted_works() {
        AtomicInteger actions = new AtomicInteger();
        Processors.stopTheWorld(actions::getAndIncrement, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(actions).hasValue(1);
    }

    @Test
    void stopTheWorld_limitOutOfRange_throws() {
        assertThatThrownBy(() -> Processors.stopTheWorld(() -> {}, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit out of range: limit=PT0S (expected: > 0)");
    }

    @Test
    void stopTheWorld_inPassThrough_throws() {
        long generation = Processors.passThrough("test");
        assertThatThrownBy(() -> Processors.stopTheWorld(() -> {}))
                .isInstanceOf(WorldNotStoppedException.class)
                .hasMessageStartingWith("world not stopped: pass-through");
        assertThat(Processors.resume(generation)).isTrue();
        assertThat(Processors.resume(generation)).isFalse();
        Processors.stopTheWorld(() -> {});
    }

    @Test
    void passThrough_olderGeneration_doesNotResume() {
        long older = Processors.passThrough("older");
        long newer = Processors.passThrough("newer");
        assertThat(Processors.resume(older)).isFalse();
        assertThat(Processors.resume(newer)).isTrue();
    }

    @Test
    void exempt_closedByAnotherThread_throwsAndStaysOpen() {
        Exemption exemption = Processors.exempt();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread other = new Thread(() -> exemption.close(), "other");
        other.setUncaughtExceptionHandler((thread, e) -> thrown.complete(e));
        other.start();
        assertThat(thrown.join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("exemption closed by another thread: thread=other (expected: "
                        + Thread.currentThread().getName() + ")");
        exemption.close();
        exemption.close();
    }

    @Test
    void exempt_nested_eachIsClosedOnItsOwn() {
        try (Exemption outer = Processors.exempt()) {
            try (Exemption inner = Processors.exempt()) {
                assertThat(inner).isNotSameAs(outer);
            }
        }
    }

    @Test
    void blocking_noWorker_isAPlainCall() throws Exception {
        assertThat(Processors.blocking(() -> "result")).isEqualTo("result");
        assertThatThrownBy(() -> Processors.blocking(() -> {
                    throw new IOException("test");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("test");
    }

    @Test
    void local_noWorker_isSharedUnderALock() {
        assertThat(local.get()).isNull();
        Object shared = local.apply(value -> value);
        local.update(value -> assertThat(value).isSameAs(shared));
        local.flushShared();
        assertThat(flushed).containsExactly(shared);
    }

    @Test
    void local_valuesOfProcessors_areFoundByForEachAndFlushedByAResize() {
        Processors.resize(3);
        List<Object> values = new ArrayList<>();
        Processors.forEach(processor -> values.add(processor.get(local)));
        assertThat(values).doesNotHaveDuplicates().hasSize(3);
        Processors.forEach(processor -> assertThat(processor.get(local)).isSameAs(values.get(processor.id())));
        Processors.resize(1);
        assertThat(flushed).containsExactlyInAnyOrder(values.get(1), values.get(2));
    }

    @Test
    void local_nullArguments_throw() {
        assertThatThrownBy(() -> ProcessorLocal.of(null, value -> {})).hasMessage("initial");
        assertThatThrownBy(() -> ProcessorLocal.of(Object::new, null)).hasMessage("flush");
    }
}
