// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSiteTransformTest {
    private static final String SAMPLES = CallSiteSamples.class.getName();
    private static final List<String> CLASSES = List.of(
            SAMPLES, SAMPLES + "$Defaults", SAMPLES + "$Inheriting", SAMPLES + "$Hiding", SAMPLES + "$Unrelated");

    private final CallSiteTransform transform = new CallSiteTransform();
    private final ClassLoader loader = getClass().getClassLoader();

    @BeforeEach
    void forgetEvents() {
        HookEvents.take();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep",
                "waitOnObject",
                "waitOnArray",
                "waitOnInterface",
                "lambda",
                "sleepReference",
                "boundReferences",
                "unboundReference",
                "serializableReference",
                "referencesInInterface"
            })
    void transform_everyConstruct_runsAndStillRefusesNegativeTimeouts(String method) throws Exception {
        Class<?> samples = loadAll().loadClass(SAMPLES);

        samples.getMethod(method, long.class).invoke(null, 1L);

        // the wrapper's message for a negative wait names another parameter than the native's
        assertThatThrownBy(() -> samples.getMethod(method, long.class).invoke(null, -1L))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transform_samples_leavesNoCallButThoseOfTheSerializableReference() {
        byte[] bytes = rewritten(SAMPLES);

        assertThat(Calls.ofDescriptor(bytes, "(J)V").keySet()).noneMatch(call -> call.matches(".*\\.(sleep|wait)"));
        assertThat(Calls.ofDescriptor(bytes, "(JI)V"))
                .containsEntry("sleep -> java/lang/Thread.sleep", 1)
                .containsEntry("phandoff$sleep -> java/lang/Thread.sleep", 1)
                .containsEntry("phandoff$wait -> java/lang/Object.wait", 4);
    }

    @Test
    void transform_threadSubclass_rewritesTheInheritedSleepOnly() throws Exception {
        assertThat(Calls.ofDescriptor(rewritten(SAMPLES + "$Inheriting"), "(JI)V"))
                .containsOnlyKeys("pause -> java/lang/Thread.sleep");
        assertThat(rewritten(SAMPLES + "$Hiding")).isNull();
        assertThat(rewritten(SAMPLES + "$Unrelated")).isNull();
    }

    @Test
    void transform_classWithoutSuchCalls_isNull() {
        assertThat(rewritten(HookSamples.class.getName())).isNull();
    }

    /** Cut off behind its constants a class file cannot be parsed: nothing but the constants was looked at. */
    @Test
    void transform_classWithoutSuchCalls_looksAtItsConstantsOnly() {
        byte[] without = ClassFilesTest.constantsOnly(TransformedLoader.bytesOf(HookSamples.class.getName()));
        byte[] with = ClassFilesTest.constantsOnly(TransformedLoader.bytesOf(SAMPLES));

        assertThat(transform.transform(loader, "HookSamples", false, without)).isNull();
        assertThatThrownBy(() -> transform.transform(loader, internal(SAMPLES), false, with))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void transform_loadedClass_keepsTheHelpersItWasGiven() {
        byte[] atLoad = rewritten(SAMPLES);
        byte[] again = transform.transform(loader, internal(SAMPLES), true, TransformedLoader.bytesOf(SAMPLES));

        assertThat(again).isEqualTo(atLoad);
    }

    @Test
    void transform_loadedClassRedefinedWithoutCalls_keepsTheHelpersItWasGiven() {
        rewritten(SAMPLES);
        byte[] redefined = transform.transform(
                loader, internal(SAMPLES), true, TransformedLoader.bytesOf(HookSamples.class.getName()));

        assertThat(Calls.ofDescriptor(redefined, "(JI)V").keySet())
                .containsExactly("phandoff$sleep -> java/lang/Thread.sleep", "phandoff$wait -> java/lang/Object.wait");
    }

    @Test
    void transform_classLoadedBeforeUs_getsNoMethod() {
        byte[] bytes = transform.transform(loader, internal(SAMPLES), true, TransformedLoader.bytesOf(SAMPLES));

        assertThat(Calls.ofDescriptor(bytes, "(JI)V"))
                .containsEntry("sleep -> java/lang/Thread.sleep", 1)
                .doesNotContainKey("phandoff$sleep -> java/lang/Thread.sleep");
    }

    @Test
    void transform_helpers_arePrivateAndSynthetic() throws Exception {
        Class<?> samples = loadAll().loadClass(SAMPLES);

        assertThat(Arrays.stream(samples.getMethods()).map(method -> method.getName()))
                .noneMatch(name -> name.startsWith("phandoff"));
        assertThat(samples.getDeclaredMethod("phandoff$sleep", long.class).isSynthetic())
                .isTrue();
    }

    private TransformedLoader loadAll() {
        TransformedLoader defining = new TransformedLoader(SAMPLES);
        for (String name : CLASSES) {
            byte[] bytes = rewritten(name);
            if (bytes != null) {
                defining.with(name, bytes);
            }
        }
        return defining;
    }

    private byte[] rewritten(String name) {
        return transform.transform(loader, internal(name), false, TransformedLoader.bytesOf(name));
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }
}
