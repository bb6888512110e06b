// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts workers in every kind of blocking call, and while they wait for a processor because others burn CPU. With an
 * argument the others are blocked as well, so that the pool grows: who is interrupted has a spare beside it.
 */
public final class Interrupts {

    private static final ExecutorService POOL = Executors.newFixedThreadPool(3);
    private static final int ROUNDS = 30;
    private static final int TRIES = 3;
    private static volatile Thread victim;
    private static final int BURNERS = 2;
    /** Set where the agent is: then a spare comes for certain. */
    private static final boolean GROWS = Boolean.getBoolean("it.grows");

    private static final CountDownLatch BURNERS_DONE = new CountDownLatch(BURNERS);
    private static volatile boolean done;

    private Interrupts() {}

    private interface Blocking {
        void run() throws Exception;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        boolean grows = args.length > 0;
        for (int i = 0; i < BURNERS; i++) {
            POOL.execute(grows ? Interrupts::blockUntilDone : Interrupts::burnUntilDone);
        }
        whileBlocked(grows, "sleep", () -> Thread.sleep(60_000));
        whileBlocked(grows, "wait", Interrupts::waitForEver);
        whileBlocked(grows, "park", Interrupts::parkUntilInterrupted);
        whileBlocked(grows, "latch", () -> new CountDownLatch(1).await());
        whileBlocked(grows, "queue", () -> new LinkedBlockingQueue<>().take());
        whileBlocked(grows, "lock", Interrupts::lockHeldByOther);
        whileBlocked(grows, "channel", Interrupts::readFromSilentPeer);
        System.out.println(
                "delivered=" + POOL.submit(Interrupts::countDeliveries).get() + " of " + ROUNDS);
        System.out.println(
                "spun=" + POOL.submit(Interrupts::spinsWhileInterrupted).get());
        done = true;
        BURNERS_DONE.await();
        POOL.shutdown();
    }

    private static void burnUntilDone() {
        Cpu.burnMicros(300);
        if (done) {
            BURNERS_DONE.countDown();
        } else {
            POOL.execute(Interrupts::burnUntilDone);
        }
    }

    private static void blockUntilDone() {
        while (!done) {
            LockSupport.parkNanos(1_000_000);
        }
        BURNERS_DONE.countDown();
    }

    /** Interrupts a task once it is surely blocked, or on its way there: both must end the same. */
    private static void whileBlocked(boolean grows, String name, Blocking blocking) throws Exception {
        victim = null;
        var outcome = POOL.submit(() -> outcomeOf(blocking));
        while (victim == null) {
            Thread.sleep(1);
        }
        if (grows) {
            Future<?> onSpare = POOL.submit(() -> {});
            if (GROWS) {
                onSpare.get(30, TimeUnit.SECONDS);
            }
        }
        Thread.sleep(20);
        victim.interrupt();
        System.out.println(name + ": " + outcome.get());
    }

    private static String outcomeOf(Blocking blocking) {
        victim = Thread.currentThread();
        String how = "returned";
        try {
            blocking.run();
        } catch (Exception e) {
            how = e.getClass().getSimpleName();
        }
        return how + " flag=" + Thread.interrupted();
    }

    /** A park may end for no reason at all. */
    private static void parkUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static void waitForEver() throws InterruptedException {
        Object monitor = new Object();
        synchronized (monitor) {
            while (victim != null) {
                monitor.wait();
            }
        }
    }

    private static void lockHeldByOther() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Thread holder = new Thread(lock::lock);
        holder.start();
        holder.join();
        lock.lockInterruptibly();
    }

    private static void readFromSilentPeer() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            channel.read(ByteBuffer.allocate(1));
        }
    }

    /** Interrupts that come near the end of a short sleep hit the sleep or the wait for a processor behind it. */
    private static int countDeliveries() {
        int delivered = 0;
        Thread self = Thread.currentThread();
        for (int round = 0; round < ROUNDS; round++) {
            long delay = 1000L + round * 200L;
            Thread interrupter = new Thread(() -> {
                Cpu.burnMicros(delay);
                self.interrupt();
            });
            interrupter.start();
            try {
                Thread.sleep(3);
            } catch (InterruptedException e) {
                delivered++;
            }
            joinUninterruptibly(interrupter);
            if (Thread.interrupted()) {
                delivered++;
            }
        }
        return delivered;
    }

    private static void joinUninterruptibly(Thread thread) {
        while (thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    /** Whoever spins does so each time; CPU time that the machine has taken away may be counted as used once. */
    private static boolean spinsWhileInterrupted() {
        boolean spins = true;
        for (int i = 0; i < TRIES && spins; i++) {
            spins = spinsNow();
        }
        return spins;
    }

    /** With its interrupt flag set, park returns at once: who waits for a processor by parking burns CPU. */
    private static boolean spinsNow() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            Thread.currentThread().interrupt();
            LockSupport.park();
        }
        boolean flag = Thread.interrupted();
        long used = threads.getCurrentThreadCpuTime() - cpu;
        long elapsed = System.nanoTime() - start;
        return !flag || (used > 50_000_000 && used > elapsed / 4);
    }
}
