// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.security.AccessController;

/** The security context of the calling thread, as far as the JDK still has one. */
@SuppressWarnings({"deprecation", "removal"})
final class SecurityContext {

    private SecurityContext() {}

    /** Whether a combiner of domains is in force, and whether a permission that no code here lacks is granted. */
    static String describe() {
        boolean granted;
        try {
            AccessController.checkPermission(new RuntimePermission("getClassLoader"));
            granted = true;
        } catch (SecurityException e) {
            granted = false;
        }
        return AccessController.getContext().getDomainCombiner() + "/" + granted;
    }
}
