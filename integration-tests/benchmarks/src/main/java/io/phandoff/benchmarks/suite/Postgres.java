// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server with a new, empty database, for as long as it is open. On the loopback, without a password. */
final class Postgres implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final int CONNECTIONS = 120;
    private static final long SECONDS = 30;

    private final Path directory;
    private final Process server;
    private final String url;

    private Postgres(Path directory, Process server, String url) {
        this.directory = directory;
        this.server = server;
        this.url = url;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-postgres"));
    }

    /** The directory with its programs, of the newest version that is installed. */
    static Optional<Path> installed() {
        List<Path> places = new ArrayList<>();
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .forEach(places::add);
        } catch (IOException e) {
            // no Debian, or not installed
        }
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of)
                .forEach(places::add);
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("postgres")))
                .findFirst();
    }

    static Postgres start(Path programs) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("phandoff-postgres");
        List<String> user = List.of();
        if (System.getProperty("user.name").equals("root")) { // whom it refuses to serve
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
            user = List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups");
        }
        String data = directory.resolve("data").toString();
        Process initdb = process(
                directory, user, programs.resolve("initdb").toString(), "-D", data, "-U", USER, "-A", "trust", "-N");
        if (!initdb.waitFor(SECONDS, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new IOException("initdb failed: " + Files.readString(log(directory)));
        }
        int port = freePort();
        Process server = process(
                directory,
                user,
                programs.resolve("postgres").toString(),
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=" + CONNECTIONS);
        return new Postgres(directory, server, "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process process(Path directory, List<String> user, String... words) throws IOException {
        List<String> command = new ArrayList<>(user);
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile())
                .start();
    }

    private static Path log(Path directory) {
        return directory.resolve("log");
    }

    /** Where it will answer when it has started. */
    String url() {
        return url;
    }

    /** Throws if it has ended. */
    void checkAlive() throws IOException {
        if (!server.isAlive()) {
            throw new IOException("PostgreSQL ended: " + Files.readString(log(directory)));
        }
    }

    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return; // once is enough, and the end of this JVM closes it as well
        }
        server.destroy();
        try {
            if (!server.waitFor(SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException e) {
            System.out.println("left behind: " + directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
