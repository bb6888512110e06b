// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the hook table against the JVM that runs, by its class files: classes that are not loaded yet stay so.
 */
public final class HookCheck {
    private HookCheck() {}

    /**
     * Leaves out the points of modules that this run-time image lacks.
     *
     * @param points points of the table
     * @return those that can be expected here
     */
    public static List<HookPoint> expected(List<HookPoint> points) {
        List<HookPoint> expected = new ArrayList<>(points.size());
        for (HookPoint point : points) {
            if (module(point.module()) != null) {
                expected.add(point);
            }
        }
        return expected;
    }

    /**
     * The points whose method this JVM does not have, or has without bytecode.
     *
     * @param expected points of the table
     * @return the missing ones, in the order of the table
     */
    public static List<HookPoint> missing(List<HookPoint> expected) {
        List<HookPoint> missing = new ArrayList<>();
        String owner = null;
        MethodScan scan = null;
        for (HookPoint point : expected) {
            if (!point.owner().equals(owner)) {
                owner = point.owner();
                scan = scan(point);
            }
            if (scan == null || !scan.has(point.method(), point.descriptor())) {
                missing.add(point);
            }
        }
        return missing;
    }

    /**
     * The class file of a class of the JDK.
     *
     * @param moduleName the module it is in
     * @param owner internal name of the class
     * @return its bytes, null if there is no such class or module, or it cannot be read
     */
    public static byte[] classFile(String moduleName, String owner) {
        Module module = module(moduleName);
        if (module == null) {
            return null;
        }
        try (InputStream in = module.getResourceAsStream(owner.concat(".class"))) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Whether this run-time image, as the program was started, has a module.
     *
     * @param name its name
     * @return true if it has
     */
    public static boolean hasModule(String name) {
        return module(name) != null;
    }

    private static MethodScan scan(HookPoint point) {
        byte[] bytes = classFile(point.module(), point.owner());
        return bytes == null ? null : new MethodScan(bytes);
    }

    private static Module module(String name) {
        if (name.equals(HookPoint.JAVA_BASE)) {
            return Object.class.getModule();
        }
        Optional<Module> module = ModuleLayer.boot().findModule(name);
        return module.isPresent() ? module.get() : null;
    }
}
