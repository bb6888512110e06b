// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that HotSpot compiles once, for itself, and not again into each of its callers. Hooks are in the methods of the JDK that
 * everything calls, so without it a blocking call's few hundred lines are compiled into dozens of methods, at the cost of a compiler
 * thread that has to share the CPUs with a pool's workers, and of what else those methods could have inlined. A call is a nanosecond or two.
 *
 * <p>In the jar this is {@code jdk.internal.vm.annotation.DontInline}, which HotSpot honours in classes of the bootstrap loader
 * (the build relocates the name). Another JVM, or a test on the class path, ignores it: nothing depends on it but the time that compilers take.
 */
@Retention(RetentionPolicy.RUNTIME) // HotSpot reads no others
@Target(ElementType.METHOD)
@interface DontInline {}
