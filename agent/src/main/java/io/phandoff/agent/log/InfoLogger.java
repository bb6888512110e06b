// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger that takes information and what is worse. */
abstract class InfoLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    InfoLogger(String name) {
        this.name = name;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
