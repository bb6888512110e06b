// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

/**
 * One method of the JDK that is hooked: a row of the {@link HookTable}. Immutable.
 *
 * @param owner internal name of the class that declares the method
 * @param method the method's name
 * @param descriptor the method's descriptor
 * @param shape where the calls are put
 * @param kind what kind of call blocks there, a constant of {@link io.phandoff.runtime.CallKind}
 * @param hard true if the call is known to block, false if it is usually short
 * @param minJdk first feature version that has the point
 * @param maxJdk last feature version that has it, {@link Integer#MAX_VALUE} if none is known
 * @param os where it exists
 * @param module the module that the class is in
 * @param extra the group it belongs to if it is hooked on request only, else null
 */
public record HookPoint(
        String owner,
        String method,
        String descriptor,
        Shape shape,
        int kind,
        boolean hard,
        int minJdk,
        int maxJdk,
        Os os,
        String module,
        Extra extra) {

    /** The module that every JVM has. */
    static final String JAVA_BASE = "java.base";

    private static final int FIRST_JDK = 17;

    static HookPoint hard(String owner, String method, String descriptor, Shape shape, int kind) {
        return of(owner, method, descriptor, shape, kind, true);
    }

    static HookPoint soft(String owner, String method, String descriptor, Shape shape, int kind) {
        return of(owner, method, descriptor, shape, kind, false);
    }

    private static HookPoint of(String owner, String method, String descriptor, Shape shape, int kind, boolean hard) {
        return new HookPoint(
                owner, method, descriptor, shape, kind, hard, FIRST_JDK, Integer.MAX_VALUE, Os.ANY, JAVA_BASE, null);
    }

    HookPoint since(int jdk) {
        return new HookPoint(owner, method, descriptor, shape, kind, hard, jdk, maxJdk, os, module, extra);
    }

    HookPoint until(int jdk) {
        return new HookPoint(owner, method, descriptor, shape, kind, hard, minJdk, jdk, os, module, extra);
    }

    HookPoint on(Os system) {
        return new HookPoint(owner, method, descriptor, shape, kind, hard, minJdk, maxJdk, system, module, extra);
    }

    HookPoint in(String ofModule) {
        return new HookPoint(owner, method, descriptor, shape, kind, hard, minJdk, maxJdk, os, ofModule, extra);
    }

    HookPoint onlyWith(Extra group) {
        return new HookPoint(owner, method, descriptor, shape, kind, hard, minJdk, maxJdk, os, module, group);
    }

    /**
     * Whether a JVM is expected to have this point, if its run-time image has the module.
     *
     * @param feature its feature version
     * @param osName its {@code os.name}
     * @return true if both fit
     */
    public boolean appliesTo(int feature, String osName) {
        return minJdk <= feature && feature <= maxJdk && os.includes(osName);
    }

    /**
     * Whether this is the point of a method.
     *
     * @param name the method's name
     * @param type the method's descriptor
     * @return true if both are equal to this point's
     */
    public boolean matches(String name, String type) {
        return method.equals(name) && descriptor.equals(type);
    }

    /**
     * The point as logs name it.
     *
     * @return {@code package.Class.method(descriptor)}
     */
    public String name() {
        return owner.replace('/', '.').concat(".").concat(method).concat(descriptor);
    }
}
