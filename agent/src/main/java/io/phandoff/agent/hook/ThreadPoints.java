// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import java.util.List;

/** Where threads begin and end, for those that are managed by name. A virtual thread starts by another method. */
final class ThreadPoints {
    private static final String THREAD = "java/lang/Thread";

    static final List<HookPoint> POINTS = List.of(
            point("start", "()V", Shape.THREAD_START),
            point("start", "(Ljdk/internal/vm/ThreadContainer;)V", Shape.THREAD_START)
                    .since(21),
            point("exit", "()V", Shape.THREAD_END));

    private ThreadPoints() {}

    private static HookPoint point(String method, String descriptor, Shape shape) {
        return HookPoint.hard(THREAD, method, descriptor, shape, CallKind.OTHER).onlyWith(Extra.THREADS);
    }
}
