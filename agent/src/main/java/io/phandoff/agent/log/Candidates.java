// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import io.phandoff.agent.jvm.ClassState;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The SLF4Js of the program, of which the first that is ready is used until it is stopped or unloaded. Looks at the JVM's
 * loaded classes only after one of the names was seen. Used by the log's thread only.
 */
final class Candidates {

    /** Spring Boot on the class path says nothing of whether it will ever run. */
    private static final long SPRING_BOOT_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** A class that was about to be defined, and then was not. */
    private static final long DEFINED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Instrumentation inst;
    private final ClassWatch watch;
    private final ClassState classes;
    private final SpringBoot springBoot;
    private final List<ProgramSlf4j> known = new ArrayList<>();
    private boolean scanned;
    private int found;
    private int seenBefore;
    private long seenSince;
    private boolean waiting;
    private ProgramSlf4j current;

    Candidates(Instrumentation inst, ClassWatch watch) {
        this.inst = inst;
        this.watch = watch;
        this.classes = ClassState.of(inst);
        this.springBoot = new SpringBoot(classes);
    }

    /** The one to write through now; null if there is none. */
    ProgramSlf4j ready() {
        if (current != null && !current.isGone() && !current.loggers().isStopped()) {
            return current;
        }
        current = null;
        waiting = false;
        lookForFactories();
        for (Iterator<ProgramSlf4j> each = known.iterator(); each.hasNext(); ) {
            ProgramSlf4j candidate = each.next();
            if (candidate.isGone()) {
                each.remove();
            } else if (!candidate.isReady()) {
                // One that was stopped is asked again with the next line.
                waiting |= !candidate.isHopeless() && !candidate.isStopped();
            } else if (isSettled(candidate)) {
                current = candidate;
                return candidate;
            } else {
                waiting = true;
            }
        }
        return null;
    }

    /** Whether something may become ready without a class being seen. */
    boolean mayBecomeReady() {
        return waiting;
    }

    private void lookForFactories() {
        int seen = watch.factoriesSeen();
        if (scanned && seen == found) {
            return;
        }
        if (seen != seenBefore) {
            seenBefore = seen;
            seenSince = System.nanoTime();
        }
        int added = scan();
        // Those of the first look were there before anything was seen, or are seen by both.
        found = scanned ? found + added : Math.min(seen, added);
        scanned = true;
        if (found < seen && System.nanoTime() - seenSince > DEFINED_NANOS) {
            found = seen;
        }
        waiting |= found < seen;
    }

    private int scan() {
        int added = 0;
        for (Class<?> type : inst.getAllLoadedClasses()) {
            String name = type.getName();
            if (name.equals(ClassWatch.LOGGER_FACTORY) && !isKnown(type)) {
                known.add(new ProgramSlf4j(type, classes, inst));
                added++;
            } else if (name.equals(SpringBoot.LISTENER_CLASS)) {
                springBoot.add(type);
            }
        }
        return added;
    }

    private boolean isKnown(Class<?> type) {
        for (ProgramSlf4j candidate : known) {
            if (candidate.is(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no Spring Boot is going to set logging up again, as far as can be known. */
    private boolean isSettled(ProgramSlf4j candidate) {
        if (!watch.springSeen() && !candidate.besideSpringBoot()) {
            return true;
        }
        long readyFor = candidate.readyFor(System.nanoTime());
        if (watch.springSeen()) {
            scan();
        }
        return springBoot.hasSetUpLogging() || readyFor > SPRING_BOOT_NANOS;
    }
}
