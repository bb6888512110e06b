// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test with one parameter, the {@link JavaHome}; runs on each of {@link JavaHomes#all()}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("io.phandoff.it.JavaHomes#all")
public @interface OnEveryJdk {}
