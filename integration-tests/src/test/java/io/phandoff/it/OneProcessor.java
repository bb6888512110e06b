// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.util.stream.Stream;

/** The agent with one processor, where whoever keeps it while it waits for another worker hangs the program. */
record OneProcessor(JavaHome home, boolean strict) {

    static Stream<OneProcessor> all() {
        return JavaHomes.all().stream()
                .flatMap(home -> Stream.of(false, true).map(strict -> new OneProcessor(home, strict)));
    }

    AgentJvm jvm() {
        return AgentJvm.on(home).agent().set("phandoff.procs", "1").set("phandoff.strict", Boolean.toString(strict));
    }

    @Override
    public String toString() {
        return home + (strict ? ", strict" : ", default mode");
    }
}
