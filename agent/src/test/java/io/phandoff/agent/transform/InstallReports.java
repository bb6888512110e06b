// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.List;

/** Reports as the installer would make them, for tests of other packages. */
public final class InstallReports {

    private InstallReports() {}

    /** A report without classes that could not be rewritten. */
    public static InstallReport of(int found, int known, List<String> missing, String selfTestFailure) {
        return new InstallReport(17, found, known, missing, selfTestFailure, new TransformFailures(), null);
    }

    /** A report of a JVM of another version. */
    public static InstallReport ofJdk(int jdk, int found, int known, List<String> missing) {
        return new InstallReport(jdk, found, known, missing, null, new TransformFailures(), null);
    }

    /** A report of a start with a cache, and without anything missing. */
    public static InstallReport withCache(String state, String problem) {
        return new InstallReport(17, 72, 72, List.of(), null, new TransformFailures(), new CacheUse(state, problem));
    }

    /** A report of a JVM that has every hook point, with one class that could not be rewritten. */
    public static InstallReport failed(String className, Throwable cause) {
        TransformFailures failures = new TransformFailures();
        failures.failed(className, cause);
        return new InstallReport(17, 1, 1, List.of(), null, failures, null);
    }
}
