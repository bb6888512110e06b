// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.hook.SelfTest;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Puts the hooks into the JVM. */
public final class Installer {
    private Installer() {}

    /**
     * Registers the transformer, rewrites the classes that are loaded already, and tries the hooks out. The runtime must
     * have been started: from here on the program's threads call it. Takes some tens of milliseconds. To be called once.
     *
     * @param instrumentation what premain was given
     * @return what was found; never null
     */
    public static InstallReport install(Instrumentation instrumentation) {
        int feature = Runtime.version().feature();
        List<HookPoint> expected = HookCheck.expected(HookTable.forJvm(feature, System.getProperty("os.name")));
        TransformFailures failures = new TransformFailures();
        for (HookPoint point : HookCheck.missing(expected)) {
            failures.missing(point.name());
        }
        Dispatcher dispatcher = new Dispatcher(expected, Installer.class.getClassLoader(), failures);
        dispatcher.warmUp();
        instrumentation.addTransformer(dispatcher, true);
        retransform(instrumentation, dispatcher, failures);
        String selfTestFailure = SelfTest.failureOrNull();
        int known = expected.size() + PoolMethod.ofJdk().size();
        List<String> missing = failures.missing();
        return new InstallReport(known - missing.size(), known, missing, selfTestFailure, failures);
    }

    private static void retransform(
            Instrumentation instrumentation, Dispatcher dispatcher, TransformFailures failures) {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getClassLoader() == null
                    && dispatcher.concerns(type.getName().replace('.', '/'))) {
                loaded.add(type);
            }
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
            retransformOneByOne(instrumentation, loaded, failures);
        }
    }

    /** So that one class that another agent has spoilt does not keep all others from being hooked. */
    private static void retransformOneByOne(
            Instrumentation instrumentation, List<Class<?>> loaded, TransformFailures failures) {
        for (Class<?> type : loaded) {
            try {
                instrumentation.retransformClasses(type);
            } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
                failures.failed(type.getName().replace('.', '/'), e);
            }
        }
    }
}
