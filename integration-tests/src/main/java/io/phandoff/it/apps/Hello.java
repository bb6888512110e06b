// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Says hello, once from main and once from a pool of two after a nap. */
public final class Hello {

    private Hello() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        System.out.println("hello");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        System.out.println(pool.submit(Hello::napAndGreet).get());
        pool.shutdown();
        System.out.println("terminated=" + pool.awaitTermination(30, TimeUnit.SECONDS));
    }

    private static String napAndGreet() throws InterruptedException {
        Thread.sleep(5);
        return "hello from a pool";
    }
}
