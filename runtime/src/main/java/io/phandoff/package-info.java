// SPDX-License-Identifier: Apache-2.0
/**
 * The API for programs that want to know of the processors: how many there are, run something on each, stop the world,
 * store something with them, stay out of it. It needs no agent: without one there are processors but no workers, and all
 * methods do what that means.
 *
 * <p>With the agent these classes come from the boot class path; a program that was compiled against {@code phandoff-runtime}
 * gets those, whatever it brings along.
 */
package io.phandoff;
