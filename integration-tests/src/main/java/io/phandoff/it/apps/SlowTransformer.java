// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An agent whose transformer sleeps while a class is loaded, and a program whose task loads that class: inside a class
 * initialiser, three times. Given "outside" the task sleeps as often, outside of a transformer.
 */
public final class SlowTransformer {
    private static final int SLEEPS = 3;

    private SlowTransformer() {}

    /** Called by the JVM, after phandoff's. */
    public static void premain(String args, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (name != null && name.endsWith("SlowTransformer$Victim")) {
                    for (int i = 0; i < SLEEPS; i++) {
                        pause();
                    }
                    System.out.println("transformed");
                }
                return null;
            }
        });
    }

    /** The class that takes long to load. */
    static final class Victim {
        static final Object INSTANCE = new Object();

        private Victim() {}
    }

    /** Needs it in its class initialiser. */
    static final class Outer {
        static final Object INSTANCE = Victim.INSTANCE;

        private Outer() {}
    }

    private static void pause() {
        try {
            Thread.sleep(20, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        pool.submit(() -> {
                    if (args.length == 0) {
                        System.out.println("loaded=" + (Outer.INSTANCE != null));
                    } else {
                        for (int i = 0; i < SLEEPS; i++) {
                            pause();
                        }
                    }
                    return null;
                })
                .get();
        pool.shutdown();
        System.out.println("ended=" + pool.awaitTermination(20, TimeUnit.SECONDS));
    }
}
