// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.logging;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program with Spring Boot, as such programs are: its logger is ready long before Spring Boot sets logging up. Waits for a
 * line on standard input in between, and one before it ends. Spring Boot is not there when this is compiled.
 */
public final class SpringProgram {

    private static final Logger LOG = LoggerFactory.getLogger("program");

    /** Spring makes one. */
    public SpringProgram() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready " + LOG.getName());
        in.readLine();
        Object context = Class.forName("org.springframework.boot.SpringApplication")
                .getMethod("run", Class.class, String[].class)
                .invoke(null, SpringProgram.class, args);
        System.out.println("started");
        in.readLine();
        ((AutoCloseable) context).close();
    }
}
