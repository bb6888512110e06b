// SPDX-License-Identifier: Apache-2.0
/**
 * Unmodified programs, each about one promise that a thread pool makes: what they print must be the same with and without the
 * agent, though with it their pools grow. They block by sleeping, so that the pool grows where it may and ends where it may not.
 */
package io.phandoff.it.promises;
