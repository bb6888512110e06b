// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.IOException;

/** Says hello and does nothing until its input ends. */
public final class Idle {

    private Idle() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        System.out.println("hello");
        System.in.read();
    }
}
