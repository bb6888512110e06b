// SPDX-License-Identifier: Apache-2.0
/** Real servers and clients, each started and driven in one JVM: programs that know nothing of phandoff. */
package io.phandoff.it.servers;
