// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Os;
import io.phandoff.agent.hook.Shape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HookTransformTest {
    private static final String OWNER = HookSamples.class.getName().replace('.', '/');
    private static final byte[] SAMPLES = TransformedLoader.bytesOf(HookSamples.class.getName());

    private final TransformFailures failures = new TransformFailures();

    @BeforeEach
    void forgetEvents() {
        HookEvents.take();
    }

    @Test
    void around_emptyBody_pairs() throws Exception {
        Class<?> samples = load(point("empty", "()V", Shape.AROUND, false));

        invoke(samples, "empty");

        assertThat(HookEvents.take()).containsExactly("enterSoft 7", "exit");
    }

    @Test
    void around_eachOfSeveralReturns_pairsAndKeepsTheValue() throws Exception {
        Class<?> samples = load(point("severalReturns", "(I)J", Shape.AROUND, true));

        assertThat(invoke(samples, "severalReturns", 0)).isEqualTo(10L);
        assertThat(invoke(samples, "severalReturns", 5)).isEqualTo(20L);
        assertThat(invoke(samples, "severalReturns", 1)).isEqualTo(30L);

        assertThat(HookEvents.take())
                .containsExactly("enterHard 7", "exit", "enterHard 7", "exit", "enterHard 7", "exit");
    }

    @Test
    void around_exception_exitsOnceAndRethrows() throws Exception {
        Class<?> samples = load(point("doubled", "(DZ)D", Shape.AROUND, true));

        assertThat(invoke(samples, "doubled", 1.5, false)).isEqualTo(3.0);
        assertThatThrownBy(() -> invoke(samples, "doubled", 1.5, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("doubled");

        assertThat(HookEvents.take()).containsExactly("enterHard 7", "exit", "enterHard 7", "exit");
    }

    @Test
    void around_nestedTry_ownHandlersComeFirst() throws Exception {
        Class<?> samples = load(point("nestedTry", "(Ljava/lang/String;)Ljava/lang/String;", Shape.AROUND, true));

        assertThat(invoke(samples, "nestedTry", "abc")).isEqualTo("3f");
        assertThat(invoke(samples, "nestedTry", (Object) null)).isEqualTo("caught f");

        assertThat(HookEvents.take()).containsExactly("enterHard 7", "exit", "enterHard 7", "exit");
    }

    @Test
    void around_exceptionUnderMonitor_monitorIsReleased() throws Exception {
        Class<?> samples = load(point("underMonitor", "(Z)I", Shape.AROUND, true));

        assertThatThrownBy(() -> invoke(samples, "underMonitor", true)).hasMessage("underMonitor");
        assertThat(invoke(samples, "underMonitor", false)).isEqualTo(0);

        assertThat(HookEvents.take()).containsExactly("enterHard 7", "exit", "enterHard 7", "exit");
    }

    @Test
    void aroundPark_withBlocker_passesTheBlocker() throws Exception {
        Class<?> samples = load(
                point("park", "(Ljava/lang/Object;)V", Shape.AROUND_PARK, true),
                point("parkNanos", "(J)V", Shape.AROUND_PARK, true));

        invoke(samples, "park", "blocker");
        invoke(samples, "parkNanos", 1L);

        assertThat(HookEvents.take())
                .containsExactly("enterPark blocker", "body", "exit", "enterHard 7", "body", "exit");
    }

    @Test
    void aroundUngated_everyWayOut_pairs() throws Exception {
        Class<?> samples = load(point("doubled", "(DZ)D", Shape.AROUND_UNGATED, true));

        assertThat(invoke(samples, "doubled", 1.5, false)).isEqualTo(3.0);
        assertThatThrownBy(() -> invoke(samples, "doubled", 1.5, true)).hasMessage("doubled");

        assertThat(HookEvents.take()).containsExactly("enterUngated", "exitUngated", "enterUngated", "exitUngated");
    }

    @Test
    void beginIf_atEntry_endIfAtEveryWayOut() throws Exception {
        Class<?> samples =
                load(point("begin", "(Z)V", Shape.BEGIN_IF, true), point("end", "(ZZ)V", Shape.END_IF, true));

        invoke(samples, "begin", true);
        invoke(samples, "end", true, true);
        assertThatThrownBy(() -> invoke(samples, "begin", false)).hasMessage("begin");
        assertThatThrownBy(() -> invoke(samples, "end", false, false)).hasMessage("end");

        assertThat(HookEvents.take())
                .containsExactly(
                        "enterHardIf true 7",
                        "body",
                        "body",
                        "exitIf true",
                        "enterHardIf false 7",
                        "body",
                        "body",
                        "exitIf false");
    }

    @Test
    void begin_entersAtNormalReturnOnly() throws Exception {
        Class<?> samples = load(point("beginLate", "(Z)Ljava/lang/Object;", Shape.BEGIN, false));

        assertThat(invoke(samples, "beginLate", false)).isNotNull();
        assertThatThrownBy(() -> invoke(samples, "beginLate", true)).hasMessage("beginLate");

        assertThat(HookEvents.take()).containsExactly("body", "enterSoft 7");
    }

    @Test
    void endIfDelegated_callsAnotherEnd_exitsOnce() throws Exception {
        Class<?> samples = load(
                point("end", "(ZZ)V", Shape.END_IF, true), point("endViaEnd", "(ZZ)V", Shape.END_IF_DELEGATED, true));

        invoke(samples, "endViaEnd", true, true);

        assertThat(HookEvents.take()).containsExactly("body", "exitIf true");
        assertThat(failures.missing()).isEmpty();
    }

    @Test
    void endIfDelegated_callsNoOther_isMissing() throws Exception {
        load(point("end", "(ZZ)V", Shape.END_IF, true), point("endAlone", "(ZZ)V", Shape.END_IF_DELEGATED, true));

        assertThat(failures.missing()).containsExactly(HookSamples.class.getName() + ".endAlone(ZZ)V");
    }

    @Test
    void endIf_methodOverwritesTheArgument_isRefused() {
        HookTransform transform =
                new HookTransform(List.of(point("overwritten", "(ZZ)V", Shape.END_IF, true)), failures);

        assertThatThrownBy(() -> transform.transform(SAMPLES)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transform_methodThatIsNotThere_isMissing() throws Exception {
        load(point("empty", "()V", Shape.AROUND, true), point("noSuch", "()V", Shape.AROUND, true));

        assertThat(failures.missing()).containsExactly(HookSamples.class.getName() + ".noSuch()V");
    }

    private Class<?> load(HookPoint... points) throws ClassNotFoundException {
        byte[] bytes = new HookTransform(List.of(points), failures).transform(SAMPLES);
        return new TransformedLoader(null)
                .with(HookSamples.class.getName(), bytes)
                .loadClass(HookSamples.class.getName());
    }

    private static HookPoint point(String method, String descriptor, Shape shape, boolean hard) {
        return new HookPoint(
                OWNER, method, descriptor, shape, 7, hard, 17, Integer.MAX_VALUE, Os.ANY, "java.base", null);
    }

    private static Object invoke(Class<?> type, String name, Object... arguments) throws Exception {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return method.invoke(type.getConstructor().newInstance(), arguments);
                } catch (InvocationTargetException e) {
                    throw (Exception) e.getCause();
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
