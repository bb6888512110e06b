// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class JmxBridgeTest {
    private final SamplePools samples = new SamplePools();
    private final Stats stats = new Stats(samples::snapshot, 0);
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final ObjectName handoff = new ObjectName(HandoffMXBean.NAME);
    private final JmxBridge bridge = new JmxBridge(server, stats);

    JmxBridgeTest() throws JMException {}

    private void update() throws JMException {
        stats.update();
        bridge.update();
    }

    private Set<ObjectName> pools() throws JMException {
        return server.queryNames(new ObjectName("io.phandoff:type=Pool,*"), null);
    }

    @Test
    void update_poolsComeAndGo_beansDo() throws JMException {
        samples.add("a");
        samples.add("http nio,8080=\"x\"*");
        update();
        ObjectName odd = new ObjectName("io.phandoff:type=Pool,name=" + ObjectName.quote("http nio,8080=\"x\"*"));
        assertThat(pools()).containsExactlyInAnyOrder(new ObjectName("io.phandoff:type=Pool,name=\"a\""), odd);
        assertThat((ObjectName[]) server.getAttribute(handoff, "Pools")).containsExactlyInAnyOrderElementsOf(pools());
        samples.pools.remove(0);
        samples.add("b");
        update();
        assertThat(pools()).containsExactlyInAnyOrder(new ObjectName("io.phandoff:type=Pool,name=\"b\""), odd);
        samples.pools.clear();
        update();
        assertThat(pools()).isEmpty();
    }

    @Test
    void update_newPoolOfTheSameName_takesThePlace() throws JMException {
        samples.add("a");
        update();
        samples.pools.clear();
        samples.add("a");
        samples.pools.set(0, SamplePools.pool(2, "a", 42));
        update();
        assertThat(server.getAttribute(pools().iterator().next(), "Tasks")).isEqualTo(42L);
    }

    @Test
    void update_somebodyElseHasRemovedABean_goesOn() throws JMException {
        samples.add("a");
        update();
        server.unregisterMBean(pools().iterator().next());
        samples.pools.clear();
        samples.add("b");
        update();
        assertThat(pools()).hasSize(1);
    }

    @Test
    void pool_attributes_areOpenData() throws JMException {
        samples.add("a");
        update();
        ObjectName pool = pools().iterator().next();
        assertThat(server.getAttribute(pool, "GrowthLimit")).isEqualTo("bounded-queue");
        assertThat(((CompositeData) server.getAttribute(pool, "Waits")).get("p99Nanos"))
                .isEqualTo(3L);
        TabularData blocked = (TabularData) server.getAttribute(pool, "BlockedMillis");
        assertThat(blocked.get(new Object[] {"sleep"}).get("value")).isEqualTo(3L);
        TabularData retakes = (TabularData) server.getAttribute(pool, "Retakes");
        assertThat(retakes.get(new Object[] {"monitor"}).get("value")).isEqualTo(6L);
        assertThat(server.getMBeanInfo(pool).getAttributes())
                .allSatisfy(info -> assertThat(info.getDescriptor().getFieldValue("openType"))
                        .isInstanceOf(OpenType.class));
    }

    @Test
    void handoff_info_namesItsOperationsAndParameters() throws JMException {
        MBeanInfo info = server.getMBeanInfo(handoff);
        assertThat(info.getOperations())
                .extracting(operation -> operation.getName() + operation.getSignature().length)
                .containsExactlyInAnyOrder("resize1", "setMode1", "followCpus0");
        assertThat(info.getOperations())
                .filteredOn(operation -> operation.getName().equals("setMode"))
                .singleElement()
                .satisfies(operation ->
                        assertThat(operation.getSignature()[0].getName()).isEqualTo("mode"));
        assertThat(info.getAttributes())
                .allSatisfy(attribute -> assertThat(attribute.isWritable()).isFalse());
        assertThat(server.getAttribute(handoff, "Tasks")).isEqualTo(11L);
        assertThat(server.getAttribute(handoff, "UptimeMillis")).isEqualTo(5L);
    }
}
