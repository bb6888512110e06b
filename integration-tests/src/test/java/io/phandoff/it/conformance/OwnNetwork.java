// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that gives a program a loopback of its own that answers no echo requests, and a configuration of the name
 * service that knows one server, which the program is itself. Linux only, for root or where user namespaces are allowed;
 * nothing outside the program changes.
 */
final class OwnNetwork {
    private static final List<List<String>> WAYS =
            List.of(List.of("unshare", "-m", "-n"), List.of("unshare", "-r", "-m", "-n"));

    private static final String SET_UP = "mount --bind $0/resolv.conf /etc/resolv.conf"
            + " && mount --bind $0/hosts /etc/hosts"
            + " && ip link set lo up"
            + " && echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all"
            + " && exec \"$@\"";

    private OwnNetwork() {}

    /** The command, to be followed by a program's; empty if it does not work here. */
    static List<String> command(Path directory) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("resolv.conf"), "nameserver " + SlowNameServer.ADDRESS + "\n");
        Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        for (List<String> way : WAYS) {
            List<String> command = new ArrayList<>(way);
            command.addAll(List.of("sh", "-c", SET_UP, directory.toString()));
            if (works(command)) {
                return command;
            }
        }
        return List.of();
    }

    private static boolean works(List<String> command) throws InterruptedException {
        List<String> probe = new ArrayList<>(command);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
