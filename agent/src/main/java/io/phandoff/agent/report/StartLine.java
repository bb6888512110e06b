// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.config.AgentOptions;
import io.phandoff.agent.config.OptionTable;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.transform.InstallReport;
import java.util.ArrayList;
import java.util.List;

/** The lines with which the agent begins. */
public final class StartLine {

    private StartLine() {}

    /**
     * What runs where, in one line.
     *
     * @param version the agent's version; not null
     * @param options its options; not null
     * @param installed what was hooked; not null
     */
    public static String of(String version, AgentOptions options, InstallReport installed) {
        KeyValues line = new KeyValues("started")
                .add("version", version)
                .add("jdk", System.getProperty("java.runtime.version"))
                .add("processors", options.get(OptionTable.PROCS))
                .add("hook-points", installed.found() + "/" + installed.known())
                .add("options", options.nonDefaults());
        if (installed.cache() != null) {
            line.add("cache", installed.cache().state());
        }
        return line.toString();
    }

    /**
     * What this JVM does not offer, in at most one line a cause; sysmon has to find such calls.
     *
     * @param installed what was hooked; not null
     * @return the lines, empty if nothing is missing
     */
    public static List<String> warnings(InstallReport installed) {
        List<String> lines = new ArrayList<>();
        String missing = String.join(",", installed.missing());
        if (installed.isNewerThanTable()) {
            lines.add(new KeyValues("jdk-newer-than-hook-table")
                    .add("jdk", installed.jdk())
                    .add("checked", HookTable.NEWEST_CHECKED)
                    .add("hook-points", installed.found() + "/" + installed.known())
                    .add("missing", missing.isEmpty() ? "none" : missing)
                    .toString());
        } else if (!missing.isEmpty()) {
            lines.add(new KeyValues("hook-points-missing")
                    .add("count", installed.missing().size())
                    .add("known", installed.known())
                    .add("missing", missing)
                    .toString());
        }
        if (installed.cache() != null && installed.cache().problem() != null) {
            lines.add(new KeyValues("cache-".concat(installed.cache().state()))
                    .add("cause", installed.cache().problem())
                    .toString());
        }
        if (installed.selfTestFailure() != null) {
            lines.add(new KeyValues("self-test-failed")
                    .add("cause", installed.selfTestFailure())
                    .toString());
        }
        TransformWarnings failed = new TransformWarnings(installed.failures());
        String line = failed.next();
        if (line != null) {
            lines.add(line);
        }
        return lines;
    }
}
