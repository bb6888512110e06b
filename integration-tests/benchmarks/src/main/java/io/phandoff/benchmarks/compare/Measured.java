// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

/**
 * One measurement of one thing.
 *
 * @param typical nanoseconds: the median of an operation, the mean of a call
 * @param p99 nanoseconds: the 99th percentile of an operation, NaN for a call
 * @param bytes allocated an operation, NaN if not measured
 * @param refused operations that were not done within their limit
 */
record Measured(double typical, double p99, double bytes, long refused) {}
