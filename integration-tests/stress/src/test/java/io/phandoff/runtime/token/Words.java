// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

/** Shows a state word as an outcome names it. */
final class Words {
    // made once: an outcome is compared by equality, millions of times
    private static final String[][] SHOWN = new String[8][16];
    private static final String[][] SHOWN_ASKED = new String[8][16];

    static {
        String[] names = {"IDLE", "RUNNING", "SYSCALL", "STOPPED", "SEIZED", "DEAD", "?", "?"};
        for (int status = 0; status < names.length; status++) {
            for (int tick = 0; tick < SHOWN[status].length; tick++) {
                SHOWN[status][tick] = names[status] + " " + tick;
                SHOWN_ASKED[status][tick] = SHOWN[status][tick] + " asked";
            }
        }
    }

    private Words() {}

    static String show(Processor processor) {
        long word = processor.state();
        return (Processor.ask(word) == Processor.NOTHING ? SHOWN : SHOWN_ASKED)
                [Processor.status(word)][(int) Processor.tick(word)];
    }
}
