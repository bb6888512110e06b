// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.DomainCombiner;
import java.security.Permission;
import java.security.Permissions;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/**
 * In which security context the tasks of a pool run that a caller with a context of its own has made and filled. Arguments:
 * its thread factory, and "manager" for a security manager that allows all.
 */
@SuppressWarnings({"deprecation", "removal"}) // tested for as long as the JDK has it
public final class SecurityContexts {

    /** The class loader grants it to all classes here, and the caller's context does. */
    private static final Permission EXIT = new RuntimePermission("exitVM");

    private static final DomainCombiner COMBINER = SecurityContexts::join;

    private SecurityContexts() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        AccessControlContext callers = new AccessControlContext(onlyExit(), COMBINER);
        PrivilegedExceptionAction<Void> program = () -> {
            if (args.length > 1) {
                System.setSecurityManager(new Permissive()); // in here: the context would not be trusted any more
            }
            look(args[0]);
            return null;
        };
        AccessController.doPrivileged(program, callers);
    }

    private static AccessControlContext onlyExit() {
        Permissions permissions = new Permissions();
        permissions.add(EXIT);
        return new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, permissions)});
    }

    private static ProtectionDomain[] join(ProtectionDomain[] current, ProtectionDomain[] assigned) {
        return Stream.of(current, assigned)
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .toArray(ProtectionDomain[]::new);
    }

    private static void look(String factory) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2, factory(factory));
        Set<String> contexts = new ConcurrentSkipListSet<>();
        Work.meetIn(pool, 2, () -> contexts.add(describe()));
        System.out.println(factory + ": " + contexts + " caller: " + describe());
        System.out.println("ended=" + Work.ends(pool));
    }

    private static ThreadFactory factory(String name) {
        return switch (name) {
            case "default" -> Executors.defaultThreadFactory();
            case "privileged" -> Executors.privilegedThreadFactory();
            default -> Thread::new;
        };
    }

    /** From 24 on there is no context, and nothing is granted, to nobody. */
    private static String describe() {
        boolean granted;
        try {
            AccessController.checkPermission(EXIT);
            granted = true;
        } catch (SecurityException e) {
            granted = false;
        }
        boolean combined = AccessController.getContext().getDomainCombiner() == COMBINER;
        return (combined ? "the caller's" : "another") + (granted ? ", may exit" : ", may not exit");
    }

    private static final class Permissive extends SecurityManager {
        @Override
        public void checkPermission(Permission permission) {}
    }
}
