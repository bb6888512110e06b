// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In directories that only look like cgroups. */
class CpuQuotaTest {

    @TempDir
    private Path mounts;

    @Test
    void of_version1_setsQuotaAndPeriod() throws IOException {
        Files.createDirectory(mounts.resolve("cpu"));

        CpuQuota quota = CpuQuota.of(1, mounts, "group").orElseThrow();

        Path group = mounts.resolve("cpu/group");
        assertThat(group.resolve("cpu.cfs_quota_us")).hasContent("100000");
        assertThat(group.resolve("cpu.cfs_period_us")).hasContent("100000");
        assertThat(quota.stat()).isEqualTo(group.resolve("cpu.stat"));
        assertThat(quota.prefix()).startsWith("sh", "-c").anyMatch(word -> word.contains(group + "/cgroup.procs"));
    }

    @Test
    void of_version2_turnsTheControllerOnAndSetsTheLimit() throws IOException {
        Files.writeString(mounts.resolve("cgroup.subtree_control"), "cpuset memory");

        assertThat(CpuQuota.of(2, mounts, "group")).isPresent();

        assertThat(mounts.resolve("cgroup.subtree_control")).hasContent("+cpu");
        assertThat(mounts.resolve("group/cpu.max")).hasContent("200000 100000");
    }

    @Test
    void of_version2_thatHasTheController_leavesItAlone() throws IOException {
        Files.writeString(mounts.resolve("cgroup.subtree_control"), "cpuset cpu memory");

        assertThat(CpuQuota.of(2, mounts, "group")).isPresent();

        assertThat(mounts.resolve("cgroup.subtree_control")).hasContent("cpuset cpu memory");
    }

    @Test
    void of_noCgroups_isEmpty() {
        assertThat(CpuQuota.of(1, mounts, "group")).isEmpty();
    }

    @Test
    void close_removesTheGroup() throws IOException {
        Files.createDirectory(mounts.resolve("cpu"));
        CpuQuota quota = CpuQuota.of(1, mounts, "group").orElseThrow();
        // The kernel's files vanish with the directory, these do not.
        Files.delete(mounts.resolve("cpu/group/cpu.cfs_quota_us"));
        Files.delete(mounts.resolve("cpu/group/cpu.cfs_period_us"));

        quota.close();

        assertThat(mounts.resolve("cpu/group")).doesNotExist();
    }
}
