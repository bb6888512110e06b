// SPDX-License-Identifier: Apache-2.0
/** A program that makes each kind of event happen. */
package io.phandoff.it.events;
