// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.io.Serializable;

/** Every construct that calls {@code sleep(long)} or {@code wait(long)}. Public members are called by the test. */
@SuppressWarnings({"WaitNotInLoop", "StaticQualifiedUsingExpression", "unused"})
public final class CallSiteSamples {
    private CallSiteSamples() {}

    /** What {@code Thread::sleep} is used as. */
    public interface Pause {
        void pause(long millis) throws InterruptedException;
    }

    /** What {@code Object::wait} without a receiver is used as. */
    public interface WaitOn<T> {
        void waitOn(T lock, long millis) throws InterruptedException;
    }

    /** As {@link Pause}, but its form when written out names the method. */
    public interface SerializablePause extends Pause, Serializable {}

    /** An interface with method references of its own. */
    public interface Defaults {
        default Pause sleeper() {
            return Thread::sleep;
        }

        default Pause waiter() {
            return this::wait;
        }
    }

    /** Inherits Thread's sleep. */
    public static final class Inheriting extends Thread {
        public static void pause(long millis) throws InterruptedException {
            sleep(millis);
        }
    }

    /** Has a sleep of its own. */
    public static final class Hiding extends Thread {
        public static void sleep(long millis) {
            HookEvents.add("own sleep " + millis);
        }

        public static void pause(long millis) {
            sleep(millis);
        }
    }

    /** Has a sleep and is no thread. */
    public static final class Unrelated {
        private Unrelated() {}

        public static void sleep(long millis) {
            HookEvents.add("unrelated sleep " + millis);
        }

        public static void pause(long millis) {
            sleep(millis);
        }
    }

    public static void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    public static void waitOnObject(long millis) throws InterruptedException {
        Object lock = new Object();
        synchronized (lock) {
            lock.wait(millis);
        }
    }

    public static void waitOnArray(long millis) throws InterruptedException {
        int[] lock = new int[0];
        synchronized (lock) {
            lock.wait(millis);
        }
    }

    public static void waitOnInterface(long millis) throws InterruptedException {
        Runnable lock = new Thread();
        synchronized (lock) {
            lock.wait(millis);
        }
    }

    public static void lambda(long millis) throws InterruptedException {
        Pause pause = m -> Thread.sleep(m);
        pause.pause(millis);
    }

    public static void sleepReference(long millis) throws InterruptedException {
        Pause pause = Thread::sleep;
        pause.pause(millis);
    }

    public static void boundReferences(long millis) throws InterruptedException {
        String text = "text";
        long[] array = {};
        Runnable itf = new Thread();
        for (Pause pause : new Pause[] {text::wait, array::wait, itf::wait}) {
            synchronized (text) {
                synchronized (array) {
                    synchronized (itf) {
                        pause.pause(millis);
                    }
                }
            }
        }
    }

    public static void unboundReference(long millis) throws InterruptedException {
        WaitOn<StringBuilder> waitOn = StringBuilder::wait;
        StringBuilder lock = new StringBuilder();
        synchronized (lock) {
            waitOn.waitOn(lock, millis);
        }
    }

    public static void serializableReference(long millis) throws InterruptedException {
        SerializablePause pause = Thread::sleep;
        pause.pause(millis);
    }

    public static void referencesInInterface(long millis) throws InterruptedException {
        Defaults defaults = new Defaults() {};
        defaults.sleeper().pause(millis);
        synchronized (defaults) {
            defaults.waiter().pause(millis);
        }
    }
}
