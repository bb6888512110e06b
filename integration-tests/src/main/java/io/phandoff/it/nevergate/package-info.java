// SPDX-License-Identifier: Apache-2.0
/** Threads that must never be asked for a processor, made to live and to work. */
package io.phandoff.it.nevergate;
