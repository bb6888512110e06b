// SPDX-License-Identifier: Apache-2.0
/** The agent's entry inside its own class loader: start order, and what happens when a step fails. */
package io.phandoff.agent;
