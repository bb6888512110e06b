// SPDX-License-Identifier: Apache-2.0
/** Programs that log, each through the SLF4J that its class path offers. */
package io.phandoff.it.logging;
