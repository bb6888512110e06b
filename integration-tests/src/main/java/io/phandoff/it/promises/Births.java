// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** What a pool's threads are born with: factory, name, group, context class loader, thread locals. */
public final class Births {

    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "initial");
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private static final int MOST_IDLE = 4;

    private Births() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        INHERITED.set("of main");
        try (URLClassLoader loader = new URLClassLoader("of the program", new URL[0], null)) {
            Thread.currentThread().setContextClassLoader(loader);
            look("default", Executors.defaultThreadFactory(), "pool-1-thread-");
            look("privileged", privileged(), "pool-2-thread-");
            Own own = new Own();
            look("own", own, "own-");
            System.out.println("all made by the factory=" + own.made.containsAll(own.seen));
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    private static ThreadFactory privileged() {
        return Executors.privilegedThreadFactory();
    }

    private static void look(String name, ThreadFactory factory, String prefix) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2, factory);
        Set<Integer> numbers = new ConcurrentSkipListSet<>();
        Set<String> traits = new ConcurrentSkipListSet<>();
        Set<String> inherited = new ConcurrentSkipListSet<>();
        CountDownLatch meeting = Work.meeting(2);
        for (int i = 0; i < 60; i++) {
            pool.execute(() -> {
                Thread self = Thread.currentThread();
                if (factory instanceof Own own) {
                    own.seen.add(self);
                }
                numbers.add(Integer.parseInt(self.getName().substring(prefix.length())));
                traits.add(self.getThreadGroup().getName() + " daemon=" + self.isDaemon() + " priority="
                        + self.getPriority() + " loader="
                        + self.getContextClassLoader().getName() + " handler="
                        + (self.getUncaughtExceptionHandler() == self.getThreadGroup()) + " local=" + LOCAL.get());
                inherited.add(String.valueOf(INHERITED.get()));
                LOCAL.set("changed");
                INHERITED.set("of a worker");
                Work.meet(meeting);
                Work.block(20);
                LOCAL.remove();
                INHERITED.set("of main");
            });
        }
        boolean ended = Work.ends(pool);
        System.out.println(name + ": ended=" + ended + " several=" + (numbers.size() > 1) + " consecutive="
                + isConsecutive(numbers));
        traits.forEach(System.out::println);
        // From whom a worker inherits is open, a submitter or nobody; never a worker.
        System.out.println("inherited from a worker=" + inherited.contains("of a worker"));
    }

    /** But for a few threads that came when no task was left for them. */
    private static boolean isConsecutive(Set<Integer> numbers) {
        return new TreeSet<>(numbers).last() <= numbers.size() + MOST_IDLE;
    }

    /** A factory of the program's own. */
    private static final class Own implements ThreadFactory {
        private final CopyOnWriteArrayList<Thread> made = new CopyOnWriteArrayList<>();
        private final Set<Thread> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();

        @Override
        public synchronized Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "own-" + (made.size() + 1));
            thread.setDaemon(true);
            made.add(thread);
            return thread;
        }
    }
}
