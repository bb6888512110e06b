// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test with one parameter, the {@link OneProcessor}; runs on each JDK in the default and in strict mode. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("io.phandoff.it.OneProcessor#all")
@interface OnOneProcessor {}
