// SPDX-License-Identifier: Apache-2.0
/** What is to be undone when the agent is stopped. */
package io.phandoff.agent.life;
