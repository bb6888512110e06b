// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * Works for a while, makes a server of its own, then says which builder is to make the platform's, as application servers do, and
 * asks for it. With {@code own.builder.choosy} the builder makes none on the agent's threads, and is waited for until it has refused one. Prints who made it, and which beans of phandoff there are, before a pool is gone and after.
 */
public final class OwnBuilder extends MBeanServerBuilder {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("own.builder.limit", 60));

    private static final boolean CHOOSY = Boolean.getBoolean("own.builder.choosy");
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final CountDownLatch REFUSED = new CountDownLatch(1);

    @Override
    public MBeanServer newMBeanServer(String domain, MBeanServer outer, MBeanServerDelegate delegate) {
        String thread = Thread.currentThread().getName();
        if (CHOOSY && thread.startsWith("phandoff-")) {
            REFUSED.countDown();
            throw new IllegalStateException("not for " + thread);
        }
        MADE.incrementAndGet();
        return super.newMBeanServer(domain, outer, delegate);
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        MBeanServer own = MBeanServerFactory.newMBeanServer();
        Rounds rounds = new Rounds();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < until) {
            rounds.run();
        }
        if (CHOOSY && !REFUSED.await(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
            System.out.println("the agent asks for no server");
        }
        System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        System.out.println(
                "made by own builder: " + MADE + ", in the other: " + names(own).size());
        System.out.println(awaitPools(server, rounds, 1));
        rounds.end();
        rounds = null; // or it could not be collected
        System.out.println(awaitPools(server, null, 0));
    }

    private static Set<String> awaitPools(MBeanServer server, Rounds rounds, int pools) throws Exception {
        long until = System.nanoTime() + LIMIT_NANOS;
        while (names(server).size() != pools + 1 && System.nanoTime() < until) {
            if (rounds != null) {
                rounds.run();
            } else {
                System.gc();
                Thread.sleep(20);
            }
        }
        return names(server);
    }

    private static Set<String> names(MBeanServer server) throws Exception {
        Set<String> names = new TreeSet<>();
        for (ObjectName name : server.queryNames(new ObjectName("io.phandoff:*"), null)) {
            names.add(name.getCanonicalName());
        }
        return names;
    }
}
