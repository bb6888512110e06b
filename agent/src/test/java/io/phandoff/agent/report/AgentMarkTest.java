// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.Control;
import io.phandoff.runtime.Mode;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentMarkTest {
    private final Properties properties = new Properties();

    @AfterEach
    void remove() {
        AgentMark.remove();
        assertThat(properties).isEmpty();
        AgentMark.setPassThrough(false);
    }

    private String mode() {
        return properties.getProperty(AgentMark.MODE);
    }

    @Test
    void setMode_whilePassThrough_saysPassThroughUntilItEnds() {
        AgentMark.put("1.2", Mode.ON, properties);
        assertThat(properties).containsEntry(AgentMark.VERSION, "1.2");
        AgentMark.setPassThrough(true);
        AgentMark.setMode(Mode.OBSERVE);
        assertThat(mode()).isEqualTo("pass-through");
        AgentMark.setPassThrough(false);
        assertThat(mode()).isEqualTo("observe");
    }

    @Test
    void put_runtimeHasSteppedAsideBefore_saysPassThrough() {
        long generation = Control.passThrough("test");
        try {
            AgentMark.setPassThrough(true);
            AgentMark.put("1.2", Mode.ON, properties);
            assertThat(mode()).isEqualTo("pass-through");
        } finally {
            assertThat(Control.resume(generation)).isTrue();
        }
    }

    @Test
    void put_anEarlierRuntimeEndedPassThrough_saysTheMode() {
        AgentMark.setPassThrough(true);
        AgentMark.put("1.2", Mode.ON, properties);
        assertThat(mode()).isEqualTo("on");
    }
}
