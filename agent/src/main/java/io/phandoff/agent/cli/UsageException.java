// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

/** The command line was written wrongly; the message says what is expected. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
