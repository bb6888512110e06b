// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.metrics.Copies;
import io.phandoff.it.metrics.Metered;
import io.phandoff.it.metrics.Refused;
import java.time.Duration;
import java.util.List;

/** A program with Micrometer has our meters in its registries, while there is a pool. */
class MicrometerIT {
    private static JvmRun metered(JavaHome home, String micrometer, String... args) throws InterruptedException {
        return run(home, micrometer, Metered.class, args);
    }

    private static JvmRun run(JavaHome home, String micrometer, Class<?> program, String... args)
            throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .wholeClassPath()
                .set("phandoff.procs", "2")
                .set("phandoff.micrometer", micrometer)
                .set("org.slf4j.simpleLogger.defaultLogLevel", "warn")
                .limit(Duration.ofMinutes(3))
                .run(program, args);
        Runs.assertEnded(run);
        return run;
    }

    private static double value(List<String> lines, String name) {
        List<String> found =
                lines.stream().filter(line -> line.startsWith(name + " ")).toList();
        assertThat(found).as("%s in %s", name, lines).hasSize(1);
        return Double.parseDouble(found.get(0).substring(name.length() + 1));
    }

    @OnEveryJdk
    void meters_ofAProgramThatHasMicrometer_areInItsRegistries(JavaHome home) throws InterruptedException {
        List<String> out = metered(home, "auto").out();
        String pool = "{pool=\"pool-1-thread\"}";
        assertThat(value(out, "phandoff_processors")).isEqualTo(2);
        assertThat(value(out, "phandoff_active")).isEqualTo(1);
        assertThat(value(out, "phandoff_tasks_total")).isGreaterThanOrEqualTo(32);
        assertThat(value(out, "phandoff_pool_size" + pool)).isEqualTo(2);
        assertThat(value(out, "phandoff_pool_threads" + pool)).isGreaterThanOrEqualTo(2);
        assertThat(value(out, "phandoff_pool_tasks_total" + pool)).isGreaterThanOrEqualTo(32);
        assertThat(value(out, "phandoff_pool_blocked_time_seconds_total" + pool))
                .isPositive();
        assertThat(value(out, "phandoff_pool_wait_seconds{pool=\"pool-1-thread\",quantile=\"0.99\"}"))
                .isNotNegative();
        assertThat(value(out, "phandoff_wait_seconds{quantile=\"0.5\"}")).isNotNegative();
        assertThat(value(out, "phandoff_retakes_total{cause=\"monitor\"}")).isNotNegative();
        assertThat(value(out, "simple phandoff.processors[]")).isEqualTo(2);
        assertThat(value(out, "simple phandoff.pool.size[tag(pool=pool-1-thread)]"))
                .isEqualTo(2);
        assertThat(out).contains("pool left: false false", "runtime left: true");
    }

    @OnEveryJdk
    void meters_ofACopyThatTheProgramHasNotInitialised_comeOnceItHas(JavaHome home) throws InterruptedException {
        assertThat(run(home, "auto", Copies.class).out())
                .containsExactly("second: true", "third: true", "initialised: false", "first: true");
    }

    @OnEveryJdk
    void meters_oneIsRefused_noneIsLeftAndTheLogSaysWhy(JavaHome home) throws InterruptedException {
        JvmRun run = run(home, "auto", Refused.class);
        assertThat(run.out()).containsExactly("asked: true", "left: 0");
        assertThat(new AgentLog(run).level("WARN")).singleElement().satisfies(line -> assertThat(line.text())
                .isEqualTo("micrometer-failed cause=\"java.lang.IllegalStateException: not this one\""));
    }

    @OnEveryJdk
    void off_noMeters(JavaHome home) throws InterruptedException {
        assertThat(metered(home, "off", "none").out()).containsExactly("pool left: false false", "runtime left: false");
    }
}
