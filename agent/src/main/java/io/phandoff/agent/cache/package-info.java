// SPDX-License-Identifier: Apache-2.0
/**
 * The prepared cache: rewritten classes of the JDK in a file, so that a start needs no rewriting. A file is used whole or not at all, and
 * a class in it only for the very bytes that it was made from; whatever does not fit is rewritten as without a cache.
 */
package io.phandoff.agent.cache;
