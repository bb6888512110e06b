// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.logging;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads SLF4J when told to ({@code load}), uses it for the first time when told to ({@code log}), ends when told to; says when
 * it has done so. What decides how SLF4J is set up is a property that it sets just before.
 */
public final class LogsLate {

    private LogsLate() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("up");
        for (String command = in.readLine(); command != null && !command.equals("end"); command = in.readLine()) {
            if (command.equals("load")) {
                Class<?> factory = Class.forName("org.slf4j.LoggerFactory", false, LogsLate.class.getClassLoader());
                System.out.println("loaded " + factory.getSimpleName());
            } else {
                System.setProperty("it.appender", "STDOUT");
                Holder.LOG.info("program logs");
                System.out.println("logged");
            }
        }
    }

    private static final class Holder {
        static final Logger LOG = LoggerFactory.getLogger("program");
    }
}
