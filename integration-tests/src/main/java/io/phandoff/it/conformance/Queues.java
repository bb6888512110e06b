// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Queues that are empty or full. */
final class Queues {
    static final List<Row> ROWS = List.of(
            row("SynchronousQueue.take", () -> empty(new SynchronousQueue<>())),
            row("SynchronousQueue.put", () -> full(new SynchronousQueue<>())),
            row("SynchronousQueue.poll(long, TimeUnit)", () -> {
                SynchronousQueue<String> queue = new SynchronousQueue<>();
                return Call.timed(() -> queue.poll(MILLIS, TimeUnit.MILLISECONDS));
            }),
            row("LinkedTransferQueue.take", () -> empty(new LinkedTransferQueue<>())),
            row("LinkedTransferQueue.transfer", () -> {
                LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
                return Call.of(() -> queue.transfer("a"), queue::take);
            }),
            row("ArrayBlockingQueue.take", () -> empty(new ArrayBlockingQueue<>(1))),
            row("ArrayBlockingQueue.put", () -> full(new ArrayBlockingQueue<>(1, false, List.of("x")))),
            row("LinkedBlockingQueue.take", () -> empty(new LinkedBlockingQueue<>())),
            row("LinkedBlockingQueue.put", () -> full(filled(new LinkedBlockingQueue<>(1)))),
            row("LinkedBlockingQueue.poll(long, TimeUnit)", () -> {
                LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
                return Call.timed(() -> queue.poll(MILLIS, TimeUnit.MILLISECONDS));
            }),
            row("LinkedBlockingDeque.take", () -> empty(new LinkedBlockingDeque<>())),
            row("LinkedBlockingDeque.put", () -> full(filled(new LinkedBlockingDeque<>(1)))),
            row("PriorityBlockingQueue.take", () -> empty(new PriorityBlockingQueue<>())),
            row("DelayQueue.take", () -> {
                DelayQueue<Later> queue = new DelayQueue<>();
                return Call.timed(() -> {
                    queue.add(new Later(System.nanoTime() + Call.NANOS));
                    queue.take();
                });
            }),
            row("SubmissionPublisher.submit", Queues::publisher));

    private Queues() {}

    private static BlockingQueue<String> filled(BlockingQueue<String> queue) {
        queue.add("x");
        return queue;
    }

    private static Call empty(BlockingQueue<String> queue) {
        return Call.of(queue::take, () -> queue.put("a"));
    }

    private static Call full(BlockingQueue<String> queue) {
        return Call.of(() -> queue.put("a"), queue::take);
    }

    private record Later(long atNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private static Call publisher() {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 1);
        Flow.Subscription[] subscribed = new Flow.Subscription[1];
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscribed[0] = subscription;
            }

            @Override
            public void onNext(String item) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onComplete() {}
        });
        return Call.of(
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                publisher.submit("a");
                            }
                        },
                        () -> subscribed[0].request(Long.MAX_VALUE))
                .closing(publisher);
    }
}
