// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** What hooks cannot reach, on every JDK or on some. */
final class SysmonOnly {
    static final List<Row> ROWS = List.of(
            row("ConcurrentHashMap, tree bin being read", TreeBin::prepare),
            row("Thread.sleep by reflection", () -> {
                Method sleep = Thread.class.getMethod("sleep", long.class);
                return Call.timed(() -> sleep.invoke(null, MILLIS));
            }),
            row("Object.wait by reflection", () -> {
                Method wait = Object.class.getMethod("wait", long.class);
                Object monitor = new Object();
                return Call.timed(() -> {
                    synchronized (monitor) {
                        wait.invoke(monitor, MILLIS);
                    }
                });
            }),
            row("synchronized", SysmonOnly::monitor),
            row("ConcurrentHashMap.computeIfAbsent, bin in use", SysmonOnly::bin),
            row("class initialisation by another thread", SysmonOnly::initialiser));

    private SysmonOnly() {}

    private static Call monitor() throws InterruptedException {
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Others.start(() -> {
            synchronized (monitor) {
                held.countDown();
                release.await();
            }
        });
        held.await();
        return Call.of(
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                },
                release::countDown);
    }

    private static Call bin() throws InterruptedException {
        ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Others.start(() -> map.computeIfAbsent("key", key -> {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Conformance.note(e);
            }
            return "other";
        }));
        held.await();
        return Call.of(() -> map.computeIfAbsent("key", key -> "own"), release::countDown);
    }

    private static Call initialiser() throws InterruptedException {
        URL own = SlowInit.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader loader = new URLClassLoader(new URL[] {own}, ClassLoader.getPlatformClassLoader());
        System.setProperty(SlowInit.HELD, "true");
        Thread other = Others.start(() -> Class.forName(SlowInit.class.getName(), true, loader));
        while (other.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return Call.of(
                        () -> Class.forName(SlowInit.class.getName(), true, loader),
                        () -> System.clearProperty(SlowInit.HELD))
                .closing(loader);
    }
}
