// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.agent.jvm.ClassState;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Meters in one copy of Micrometer: those of the runtime, and for each pool those that bear its name as the tag {@code pool}, while
 * it is there. Holds on to nothing of that copy. One thread.
 */
final class MicrometerBridge {
    private final WeakReference<ClassLoader> loader;
    private final Stats stats;
    private final ClassState classes;
    private final Map<PoolStats, List<WeakReference<Object>>> pools = new HashMap<>();
    private final List<WeakReference<Object>> ofRuntime = new ArrayList<>();
    private boolean bound;

    MicrometerBridge(WeakReference<ClassLoader> loader, Stats stats, ClassState classes) {
        this.loader = loader;
        this.stats = stats;
        this.classes = classes;
    }

    /** Adds and removes meters; false if that copy is gone. */
    boolean update() throws ReflectiveOperationException {
        ClassLoader its = loader.get();
        if (its == null) {
            return false;
        }
        if (!bound && !MeterApi.isInUse(its, classes)) {
            return true; // look again later
        }
        Map<String, PoolStats> now = stats.pools();
        if (bound && now.size() == pools.size() && pools.keySet().containsAll(now.values())) {
            return true;
        }
        MeterApi api = new MeterApi(its);
        if (!bound) {
            bound = true;
            for (MeterDefinition<Stats> definition : Meters.ofRuntime()) {
                ofRuntime.add(new WeakReference<>(api.register(definition, stats)));
            }
        }
        removeGone(api, now);
        for (PoolStats pool : now.values()) {
            if (!pools.containsKey(pool)) {
                add(api, pool);
            }
        }
        return true;
    }

    private void removeGone(MeterApi api, Map<String, PoolStats> now) throws ReflectiveOperationException {
        for (PoolStats pool : List.copyOf(pools.keySet())) {
            if (now.get(pool.name()) != pool) {
                remove(api, pools.remove(pool));
            }
        }
    }

    /** Removes all. */
    void end() throws ReflectiveOperationException {
        ClassLoader its = loader.get();
        if (its != null && bound) {
            MeterApi api = new MeterApi(its);
            removeGone(api, Map.of());
            remove(api, ofRuntime);
        }
    }

    private static void remove(MeterApi api, List<WeakReference<Object>> meters) throws ReflectiveOperationException {
        for (WeakReference<Object> each : meters) {
            Object meter = each.get();
            if (meter != null) {
                api.remove(meter);
            }
        }
    }

    private void add(MeterApi api, PoolStats pool) throws ReflectiveOperationException {
        List<WeakReference<Object>> meters = new ArrayList<>();
        pools.put(pool, meters); // first, so that all can be removed if one fails
        for (MeterDefinition<PoolStats> definition : Meters.ofPool()) {
            meters.add(new WeakReference<>(api.register(definition, pool, "pool", pool.name())));
        }
    }
}
