// SPDX-License-Identifier: Apache-2.0
/** Ways in which a pool's worker is stuck that no hook sees, and how soon another worker runs instead. */
package io.phandoff.it.stalls;
