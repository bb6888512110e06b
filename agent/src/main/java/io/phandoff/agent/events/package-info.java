// SPDX-License-Identifier: Apache-2.0
/** JFR events. Nothing of it is loaded before the JVM loads Flight Recorder. */
package io.phandoff.agent.events;
