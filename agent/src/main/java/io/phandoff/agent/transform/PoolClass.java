// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * A class of a thread pool that is rewritten whole or not at all, as data.
 *
 * @param name internal name
 * @param pool internal name of the class whose instances are the pools
 * @param outer the field that holds the pool; null if {@code this} is the pool
 * @param methods what is rewritten in which method
 * @param needs members that the class must have because code that is put in refers to them: a field as its name and descriptor,
 *     a method of the class likewise, a method of another class, with its owner and a dot before, as a call that is seen in a method that is
 *     rewritten
 * @param queued what {@code phandoffQueued} does; null if the class is not given the methods of {@code HookedPool}
 * @param queueLimit what {@code phandoffQueueLimit} returns, the name of a method; null if there is none
 * @param adder the method that adds a worker, without arguments: boolean if it says whether it did, else void
 */
record PoolClass(
        String name,
        String pool,
        String outer,
        List<Method> methods,
        List<String> needs,
        Body queued,
        String queueLimit,
        String adder) {

    /**
     * One method that is rewritten.
     *
     * @param name its name
     * @param descriptor its descriptor
     * @param rewrites what is rewritten in it
     */
    record Method(String name, String descriptor, List<PoolRewrite> rewrites) {
        Method(String name, String descriptor, PoolRewrite... rewrites) {
            this(name, descriptor, List.of(rewrites));
        }
    }

    /** The code of a method that is added. */
    interface Body {
        /** Leaves an int on the operand stack, of which it uses five places at the most; jumps nowhere. */
        void write(MethodVisitor mv);
    }

    /** A class that belongs to a pool. */
    static PoolClass part(String name, String pool, String outer, List<String> needs, Method... methods) {
        return new PoolClass(name, pool, outer, List.of(methods), needs, null, null, null);
    }

    /** The same for a class that is loaded already, to which nothing can be added; with what is rewritten only then. */
    PoolClass loaded(Method... more) {
        List<Method> all = new ArrayList<>(methods);
        all.addAll(List.of(more));
        return new PoolClass(name, pool, outer, all, needs, null, null, null);
    }

    boolean adderTells() {
        return adder.endsWith(")Z");
    }

    String adderName() {
        return adder.substring(0, adder.indexOf('('));
    }

    String adderDescriptor() {
        return adder.substring(adder.indexOf('('));
    }
}
