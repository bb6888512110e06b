// SPDX-License-Identifier: Apache-2.0
/**
 * The conformance table: which share of the time of each blocking call of the JDK the processor was free for others, and
 * by which way. {@link io.phandoff.it.conformance.Conformance} is the program, {@link
 * io.phandoff.it.conformance.Catalogue} the list of its rows.
 */
package io.phandoff.it.conformance;
