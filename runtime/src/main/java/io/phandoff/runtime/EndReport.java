// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What the end of the runtime could not do.
 *
 * @param unflushed workers that computed on without a blocking call, and whose values of processor-locals are lost by that
 * @param threadsLeft threads of the runtime that did not end in time
 */
public record EndReport(int unflushed, int threadsLeft) {}
