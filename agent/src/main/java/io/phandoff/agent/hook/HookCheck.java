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
    /** In a module of its own, which a run-time image may lack; then the point is not expected. */
    static final String UNSAFE = "sun/misc/Unsafe";

    private static final String UNSAFE_MODULE = "jdk.unsupported";

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
            if (moduleOf(point.owner()) != null) {
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
                scan = scan(owner);
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
     * @param owner internal name of the class
     * @return its bytes, null if there is no such class or it cannot be read
     */
    public static byte[] classFile(String owner) {
        Module module = moduleOf(owner);
        if (module == null) {
            return null;
        }
        try (InputStream in = module.getResourceAsStream(owner.concat(".class"))) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static MethodScan scan(String owner) {
        byte[] bytes = classFile(owner);
        return bytes == null ? null : new MethodScan(bytes);
    }

    private static Module moduleOf(String owner) {
        if (!owner.equals(UNSAFE)) {
            return Object.class.getModule();
        }
        Optional<Module> module = ModuleLayer.boot().findModule(UNSAFE_MODULE);
        return module.isPresent() ? module.get() : null;
    }
}
