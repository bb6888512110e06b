// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A cgroup, of version 1 or 2, that gets so much CPU and no more; for the processes that are started in it. */
final class CpuQuota implements AutoCloseable {

    private static final Path MOUNTS = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 100_000;
    private static final long REMOVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path group;

    private CpuQuota(Path group) {
        this.group = group;
    }

    /** Empty where cgroups cannot be written. */
    static Optional<CpuQuota> of(int cpus) {
        return of(cpus, MOUNTS, "phandoff-suite-" + ProcessHandle.current().pid());
    }

    static Optional<CpuQuota> of(int cpus, Path mounts, String name) {
        Path version1 = mounts.resolve("cpu");
        CpuQuota quota = new CpuQuota((Files.isDirectory(version1) ? version1 : mounts).resolve(name));
        try {
            if (Files.isDirectory(version1)) {
                quota.version1(cpus * PERIOD_MICROS);
            } else {
                quota.version2(cpus * PERIOD_MICROS, mounts.resolve("cgroup.subtree_control"));
            }
            return Optional.of(quota);
        } catch (IOException e) {
            System.out.println("no quota of CPU here: " + e);
            quota.close();
            return Optional.empty();
        }
    }

    private void version1(int quotaMicros) throws IOException {
        Files.createDirectory(group);
        Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
        Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quotaMicros));
    }

    private void version2(int quotaMicros, Path control) throws IOException {
        if (!List.of(Files.readString(control).strip().split(" ", -1)).contains("cpu")) {
            Files.writeString(control, "+cpu");
        }
        Files.createDirectory(group);
        Files.writeString(group.resolve("cpu.max"), quotaMicros + " " + PERIOD_MICROS);
    }

    /** Runs what follows it in the group, in the same process. */
    List<String> prefix() {
        return List.of("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /** Says for how long it was throttled. */
    Path stat() {
        return group.resolve("cpu.stat");
    }

    /** Removes the group; the last of its processes may just be ending. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + REMOVAL_NANOS;
        while (!isRemoved() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private boolean isRemoved() {
        try {
            return Files.deleteIfExists(group) || !Files.exists(group);
        } catch (IOException e) {
            return false;
        }
    }
}
