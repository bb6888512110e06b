// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.List;

/** Reports as the installer would make them, for tests of other packages. */
public final class InstallReports {

    private InstallReports() {}

    /** A report without classes that could not be rewritten. */
    public static InstallReport of(int found, int known, List<String> missing, String selfTestFailure) {
        return new InstallReport(found, known, missing, selfTestFailure, new TransformFailures());
    }

    /** A report of a JVM that has every hook point, with one class that could not be rewritten. */
    public static InstallReport failed(String className, Throwable cause) {
        TransformFailures failures = new TransformFailures();
        failures.failed(className, cause);
        return new InstallReport(1, 1, List.of(), null, failures);
    }
}
