// SPDX-License-Identifier: Apache-2.0
/** What is known of processors and pools, as MXBeans and as meters of the program's Micrometer. */
package io.phandoff.agent.metrics;
