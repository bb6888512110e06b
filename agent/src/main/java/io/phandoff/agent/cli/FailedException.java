// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

/** The command could not be done; the message says why. */
final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    FailedException(String message) {
        super(message);
    }
}
