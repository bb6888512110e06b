// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers one bean for the runtime and one for each pool. One thread; {@link #names} any. */
final class JmxBridge {
    private final MBeanServer server;
    private final Stats stats;
    private final Map<PoolStats, ObjectName> pools = new TreeMap<>(new ByName());
    private volatile ObjectName[] names = {};

    JmxBridge(MBeanServer server, Stats stats) throws JMException {
        this.server = server;
        this.stats = stats;
        HandoffBean bean = new HandoffBean(stats, this::names);
        server.registerMBean(new DescribedBean(bean, HandoffMXBean.class), new ObjectName(HandoffMXBean.NAME));
    }

    private ObjectName[] names() {
        return names.clone();
    }

    static ObjectName nameOf(PoolStats pool) throws JMException {
        return new ObjectName("io.phandoff:type=Pool,name=" + ObjectName.quote(pool.name()));
    }

    /** Adds beans of pools that have come, removes those of pools that have gone. */
    void update() throws JMException {
        Map<String, PoolStats> now = stats.pools();
        boolean changed = false;
        for (PoolStats pool : pools.keySet().toArray(new PoolStats[0])) {
            if (now.get(pool.name()) != pool) {
                unregister(pools.remove(pool));
                changed = true;
            }
        }
        for (PoolStats pool : now.values()) {
            if (!pools.containsKey(pool)) {
                ObjectName name = nameOf(pool);
                server.registerMBean(new DescribedBean(new PoolBean(pool), PoolMXBean.class), name);
                pools.put(pool, name);
                changed = true;
            }
        }
        if (changed) {
            names = pools.values().toArray(new ObjectName[0]);
        }
    }

    /** Removes all. */
    void end() throws JMException {
        for (ObjectName name : pools.values()) {
            unregister(name);
        }
        unregister(new ObjectName(HandoffMXBean.NAME));
    }

    private void unregister(ObjectName name) throws JMException {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // Somebody was faster, who may.
            return;
        }
    }

    private static final class ByName implements Comparator<PoolStats> {
        @Override
        public int compare(PoolStats a, PoolStats b) {
            return a.name().compareTo(b.name());
        }
    }
}
