// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import io.phandoff.agent.config.AgentArguments;
import io.phandoff.agent.config.OptionTable;
import io.phandoff.runtime.Control;
import io.phandoff.runtime.RuntimeConfig;
import java.util.Map;

/** An attach to a JVM in which the agent runs: what can be changed while it runs is, all or nothing. */
final class Reconfiguration {
    private static final String CHANGEABLE = "mode, procs";

    private Reconfiguration() {}

    static Reply of(String options) {
        Map<String, String> parsed = AgentArguments.parse(options);
        if (parsed.isEmpty()) {
            return Reply.refused(
                    "the agent runs in that process already (expected: " + CHANGEABLE + " to change, or stop first)");
        }
        String mode = null;
        int procs = 0;
        for (Map.Entry<String, String> option : parsed.entrySet()) {
            String value = option.getValue().trim();
            if (option.getKey().equals(OptionTable.MODE.key())) {
                mode = value;
            } else if (option.getKey().equals(OptionTable.PROCS.key())) {
                procs = processors(value);
                if (procs == 0) {
                    return Reply.refused("wrong value: " + option.getKey() + "=" + value + " (expected: 1.."
                            + RuntimeConfig.MAX_PROCESSORS + ")");
                }
            } else {
                return Reply.refused("cannot be changed while the agent runs: " + option.getKey() + "=" + value
                        + " (expected: one of " + CHANGEABLE + "; for others stop and attach again)");
            }
        }
        return apply(mode, procs);
    }

    private static Reply apply(String mode, int procs) {
        Reply changed = mode == null ? Reply.done("") : Commands.mode(mode);
        if (procs == 0 || !changed.done()) {
            return changed;
        }
        Control.resize(procs);
        return Reply.done((changed.text() + " procs=" + procs).trim());
    }

    /** 0 if it is not a number of processors. */
    private static int processors(String value) {
        try {
            int number = Integer.parseInt(value);
            return number < 1 || number > RuntimeConfig.MAX_PROCESSORS ? 0 : number;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
