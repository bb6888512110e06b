// SPDX-License-Identifier: Apache-2.0
/** Programs that somebody looks at, or steers, while they run. */
package io.phandoff.it.metrics;
