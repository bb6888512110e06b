// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** The transformer that is registered, as the installer sees it. */
interface Rewriting extends ClassFileTransformer {

    /** Whether a class is rewritten even if it is loaded already: of the JDK, or a copy of its thread pool. */
    boolean concerns(ClassLoader loader, String internalName);

    /** Whether calls in a class of that name have been rewritten. */
    boolean rewroteCalls(String internalName);

    /** Whether a class belongs to a pool that is given an interface when it is loaded. */
    boolean isServerPool(String internalName);

    /** Whether a class belongs to such a pool and would be rewritten if it is loaded already. */
    boolean isLoadedPool(String internalName);

    /** From now on classes stay, or become again, what they would be without the agent; but for those that it {@link #keeps}. */
    void stop();

    /** Whether a class was given an interface or a method when it was loaded, and so keeps its hooks, which do nothing. */
    boolean keeps(Class<?> type);

    /** Whether it is needed after a stop. */
    boolean keepsAny();

    /** Rewrites such classes that are loaded already; those of one pool and loader all or none. */
    void rewriteLoaded(Instrumentation instrumentation, List<Class<?>> types);

    /** Whether one of these has been rewritten so. */
    boolean rewroteLoaded(Class<?> type);

    /** After the hooks have been taken out: what the runtime knows of these is forgotten. */
    void forgetLoaded();

    /** Names that {@link #concerns} and {@link #isLoadedPool} are to be asked about; of others they need not be. */
    NameFilter filter();
}
