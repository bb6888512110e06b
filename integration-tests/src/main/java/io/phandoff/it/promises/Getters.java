// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pool says of itself, while it works and after. */
public final class Getters {

    private static final int TASKS = 60;
    /** So often at least while all of the pool's threads are busy. */
    private static final int LOOKS = 20;

    private static final Pattern TEXT = Pattern.compile(
            ".*\\[(.*), pool size = (\\d+), active threads = (\\d+), queued tasks = (\\d+), completed tasks = (\\d+)]");

    private Getters() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        look(2, 2);
        look(2, 5);
    }

    private static void look(int core, int maximum) throws InterruptedException {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(core, maximum, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
        CountDownLatch meeting = Work.meeting(core);
        CountDownLatch looked = new CountDownLatch(1);
        for (int i = 0; i < TASKS; i++) {
            pool.execute(() -> {
                Work.meet(meeting);
                Work.await(looked);
                Work.block(20);
            });
        }
        String wrong = "";
        boolean saturated = false;
        long looks = 0;
        while (pool.getCompletedTaskCount() < TASKS) {
            // busy before all: tasks may end between two questions, but none comes
            String now = wrongIn(pool, core);
            wrong = wrong.isEmpty() ? now : wrong;
            saturated |= pool.getActiveCount() == core;
            looks++;
            if (saturated && looks >= LOOKS) {
                looked.countDown();
            }
            Thread.sleep(1);
        }
        boolean calm = Work.comes(() -> pool.getActiveCount() == 0);
        System.out.println(
                "wrong=" + wrong + " saturated=" + saturated + " looked=" + (looks >= LOOKS) + " calm=" + calm);
        System.out.println("size=" + pool.getPoolSize() + " largest=" + pool.getLargestPoolSize() + " core="
                + pool.getCorePoolSize() + " maximum=" + pool.getMaximumPoolSize() + " completed="
                + pool.getCompletedTaskCount() + " all=" + pool.getTaskCount() + " keepAlive="
                + pool.getKeepAliveTime(TimeUnit.SECONDS));
        System.out.println(pool.toString().replaceFirst(".*\\[", "["));
        System.out.println("ended=" + Work.ends(pool) + " size=" + pool.getPoolSize() + " active="
                + pool.getActiveCount() + " largest=" + pool.getLargestPoolSize());
    }

    /** What does not fit the documentation: with an unbounded queue no pool is larger than its core size. */
    private static String wrongIn(ThreadPoolExecutor pool, int core) {
        int active = pool.getActiveCount();
        int size = pool.getPoolSize();
        int largest = pool.getLargestPoolSize();
        Matcher text = TEXT.matcher(pool.toString());
        if (!text.matches()) {
            return pool.toString();
        }
        int toldSize = Integer.parseInt(text.group(2));
        int toldActive = Integer.parseInt(text.group(3));
        boolean right = active <= core && size <= core && largest <= core && toldSize <= core && toldActive <= toldSize;
        return right ? "" : "active=" + active + " size=" + size + " largest=" + largest + " text=" + text.group(0);
    }
}
