// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Names and addresses. Slow ones need a private /etc/resolv.conf and network: see {@code OwnNetwork} among the tests. */
final class Names {
    /** The kernel's: whether it answers no echo requests. */
    private static final Path SILENT = Path.of("/proc/sys/net/ipv4/icmp_echo_ignore_all");

    private static final AtomicInteger ASKED = new AtomicInteger();

    static final List<Row> ROWS = List.of(
            row("InetAddress.getByName", () -> asking(() -> InetAddress.getByName(name()))),
            row("InetAddress.getAllByName", () -> asking(() -> InetAddress.getAllByName(name()))),
            row("InetAddress.getHostName", () -> asking(() -> address().getHostName())),
            row("InetAddress.getCanonicalHostName", () -> asking(() -> address().getCanonicalHostName())),
            row("InetAddress.getLocalHost", () -> asking(InetAddress::getLocalHost)),
            row("InetAddress.isReachable", Names::reachable));

    private Names() {}

    private static String name() {
        return "name-" + ASKED.incrementAndGet() + ".phandoff.test";
    }

    private static InetAddress address() throws IOException {
        int number = ASKED.incrementAndGet();
        return InetAddress.getByAddress(new byte[] {10, 9, (byte) (number >> 8), (byte) number});
    }

    private static Call asking(Body question) throws Exception {
        SlowNameServer server = SlowNameServer.start();
        return Call.of(question, server::answer).closing(server);
    }

    private static Call reachable() throws Exception {
        if (!Files.isReadable(SILENT) || !Files.readString(SILENT).startsWith("1")) {
            throw new Conformance.Unavailable("no network of its own that answers no echo requests");
        }
        return Call.timed(() -> Sockets.LOOPBACK.isReachable((int) MILLIS));
    }
}
