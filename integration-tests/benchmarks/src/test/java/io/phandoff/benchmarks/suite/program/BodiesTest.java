// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static Body body(String words) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(words.split(" ", -1)));
        all.addAll(List.of("steps=1", "cpu=1", "ms=1", "long-cpu=2", "every=3", "kb=1", "in-flight=2"));
        return Bodies.of(Arguments.of(all), Pool.fixed(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "work=starved block=sleep",
                "work=starved block=park",
                "work=mixed block=none",
                "work=monitor",
                "work=lock",
                "work=independent",
                "work=memory"
            })
    void check_asManyRunsAsThereWere_isRight(String words) throws Exception {
        Body body = body(words);
        for (int number = 0; number < 4; number++) {
            body.run(number);
        }

        body.check(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"work=monitor", "work=lock", "work=memory"})
    void check_oneRunLost_fails(String words) throws Exception {
        Body body = body(words);
        body.run(0);

        assertThatThrownBy(() -> body.check(2)).hasMessageContaining("lost");
    }

    @Test
    void run_mixed_onlyShortOnesAreTimed() throws Exception {
        Body body = body("work=mixed block=none");

        assertThat(new long[] {body.run(0), body.run(1), body.run(2), body.run(3)})
                .containsExactly(Body.WHOLE, Body.WHOLE, Body.UNTIMED, Body.WHOLE);
    }

    @Test
    void run_independent_thoseThatBlockDoNotCount() throws Exception {
        Body body = body("work=independent");

        assertThat(body.run(0)).isEqualTo(Body.UNCOUNTED);
        assertThat(body.run(1)).isEqualTo(Body.WHOLE);
    }

    @Test
    void run_locks_returnHowLongTheyWaited() throws Exception {
        assertThat(body("work=lock").run(0)).isNotNegative();
        assertThat(body("work=monitor").run(0)).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work=rest", "work=starved block=nap"})
    void of_unknown_isRefused(String words) {
        assertThatThrownBy(() -> body(words)).isInstanceOf(IllegalArgumentException.class);
    }
}
