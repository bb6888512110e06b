// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A permit given while a thread is busy with another blocking call must still be there when that thread parks. A task
 * parks once a round; a plain thread gives the permit at a random moment of the blocking call before it; tasks that
 * burn CPU see to it that the parker has to wait for a processor. A lost permit hangs the program.
 */
public final class LostPermit {

    private static final int SLOW_ROUNDS = 150;
    private static final int FAST_ROUNDS = 300;
    private static final Object OWN = new Object();
    private static volatile Thread parker;
    private static volatile int asked;
    private static volatile int given;
    private static final int BURNERS = 2;
    private static final CountDownLatch BURNERS_DONE = new CountDownLatch(BURNERS);
    private static volatile boolean done;

    private LostPermit() {}

    private interface BlockingCall {
        void run() throws IOException, InterruptedException;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Thread giver = new Thread(LostPermit::givePermits, "giver");
        giver.setDaemon(true);
        giver.start();
        Future<?> parked = pool.submit(LostPermit::parkOften);
        for (int i = 0; i < BURNERS; i++) {
            pool.execute(() -> burnUntilDone(pool));
        }
        parked.get();
        System.out.println("rounds=" + given);
        BURNERS_DONE.await();
        pool.shutdown();
    }

    private static void burnUntilDone(ExecutorService pool) {
        Cpu.burnMicros(300);
        if (done) {
            BURNERS_DONE.countDown();
        } else {
            pool.execute(() -> burnUntilDone(pool));
        }
    }

    private static Void parkOften() throws IOException, InterruptedException {
        parker = Thread.currentThread();
        try (FileOutputStream out = new FileOutputStream("/dev/null")) {
            for (int round = 1; round <= SLOW_ROUNDS + FAST_ROUNDS; round++) {
                asked = round;
                parkOnce(round, slowOrFast(round, out));
            }
        } finally {
            done = true;
        }
        return null;
    }

    private static BlockingCall slowOrFast(int round, FileOutputStream out) {
        if (round > SLOW_ROUNDS) {
            return () -> out.write(round);
        }
        return round % 2 == 0 ? () -> Thread.sleep(1) : LostPermit::waitBriefly;
    }

    private static void waitBriefly() throws InterruptedException {
        synchronized (OWN) {
            OWN.wait(1);
        }
    }

    /** The blocking call stands between the check and the park, as a log line or a lock would in a real program. */
    private static void parkOnce(int round, BlockingCall call) throws IOException, InterruptedException {
        while (given < round) {
            call.run();
            LockSupport.park(OWN);
        }
    }

    private static void givePermits() {
        long random = 42;
        for (int round = 1; round <= SLOW_ROUNDS + FAST_ROUNDS; round++) {
            while (asked < round) {
                Thread.onSpinWait();
            }
            random = random * 6364136223846793005L + 1442695040888963407L;
            long spread = round > SLOW_ROUNDS ? 50 : 2000;
            Cpu.burnMicros((random >>> 33) % spread);
            given = round;
            LockSupport.unpark(parker);
        }
    }
}
