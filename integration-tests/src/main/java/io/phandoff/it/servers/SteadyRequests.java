// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients of one server that go on until they are ended, each with one request at a time. */
final class SteadyRequests {

    private final Semaphore mayAsk = new Semaphore(Requests.CLIENTS, true);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private final int port;
    private volatile boolean ends;

    SteadyRequests(int port) {
        this.port = port;
    }

    /**
     * How many requests are in flight at once, at most, under a load that never pauses. With the agent it goes on until they are as
     * many as are wanted, however late the threads come.
     */
    static int mostAtOnce(int port, SlowService service, int wanted) throws InterruptedException {
        service.atOnceSinceLast();
        SteadyRequests requests = new SteadyRequests(port).start();
        requests.await(2 * Requests.CLIENTS);
        if (Meeting.GROWS) {
            LiveThreads.eventually(() -> service.atOnce() >= wanted);
        }
        requests.end();
        return service.atOnce();
    }

    SteadyRequests start() {
        for (int i = 0; i < Requests.CLIENTS; i++) {
            Thread client = new Thread(this::ask, "client-" + i);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        return this;
    }

    private void ask() {
        while (!ends) {
            mayAsk.acquireUninterruptibly();
            int n = next.getAndIncrement();
            try {
                boolean isRight = Requests.get(port, n).equals(SlowService.answerTo(n));
                (isRight ? right : wrong).incrementAndGet();
            } catch (IOException e) {
                wrong.incrementAndGet();
                System.out.println("failed: n=" + n + " cause=" + e);
            } finally {
                mayAsk.release();
            }
        }
    }

    int right() {
        return right.get();
    }

    int wrong() {
        return wrong.get();
    }

    /** Lets so many more be answered. */
    void await(int answers) throws InterruptedException {
        int until = right.get() + answers;
        if (!LiveThreads.eventually(() -> right.get() >= until)) {
            throw new IllegalStateException("no answers: right=" + right + " wrong=" + wrong);
        }
    }

    /** Lets all be answered that are asked, then goes on. */
    void rest() {
        mayAsk.acquireUninterruptibly(Requests.CLIENTS);
        mayAsk.release(Requests.CLIENTS);
    }

    void end() throws InterruptedException {
        ends = true;
        for (Thread client : clients) {
            client.join();
        }
    }
}
