// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a bean says of itself, an attribute or an operation. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface Describes {
    /** In a sentence without its full stop. */
    String value();

    /** The name of the operation's parameter, if it has one. */
    String parameter() default "";

    /** What that parameter is. */
    String parameterIs() default "";
}
