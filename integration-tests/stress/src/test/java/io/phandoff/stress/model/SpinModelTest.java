// SPDX-License-Identifier: Apache-2.0
package io.phandoff.stress.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs Spin over the model of the processor protocol (src/test/model, see its README): the protocol has no error in any
 * configuration, each broken variant has the one that it must have. The broken ones test the model.
 */
class SpinModelTest {
    private static final String TWO = "-DWORKERS=2 -DROUNDS=1 ";
    private static final String THREE = "-DWORKERS=3 -DROUNDS=1 ";
    private static final String RETAKES = TWO + "-DSYSMON -DFORCE ";
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String DEADLOCK = "invalid end state";
    private static final String ASSERTION = "assertion violated";

    /** A configuration; {@code error} is what pan must say, null for nothing. */
    private record Configuration(String name, String defines, String error) {
        List<String> arguments() {
            return SPACES.splitAsStream(defines.trim()).toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void toolsAreInstalled() {
        assumeTrue(SpinRun.installed("spin", "-V"), "skipped: spin is not installed (apt-get install spin)");
        assumeTrue(SpinRun.installed("gcc", "--version"), "skipped: gcc is not installed (apt-get install gcc)");
    }

    private static Configuration good(String name, String defines) {
        return new Configuration(name, defines, null);
    }

    private static Configuration broken(String flag, String defines, String error) {
        return new Configuration(flag, defines + "-DBREAK_" + flag, error);
    }

    static Stream<Configuration> shortOnes() {
        return Stream.of(
                good("wait", THREE + "-DSYSMON"),
                good("wait-queue", THREE + "-DFINE"),
                good("wait-hand-over", THREE + "-DGRANT"),
                good("foreach-then-stop", TWO + "-DFORCE -DOP1=FOREACH -DOP2=STOPWORLD"),
                good("foreach-stalled", TWO + "-DSYSMON -DSTALL -DOP1=FOREACH"),
                good("foreach-polled", TWO + "-DPOLL -DFORCE -DOP1=FOREACH"),
                good("stop-then-foreach", TWO + "-DGIVEUP -DOP1=STOPWORLD -DOP2=FOREACH"),
                good("stop-retakes", RETAKES + "-DOP1=STOPWORLD"),
                good("stop-stalled", TWO + "-DSYSMON -DSTALL -DGIVEUP -DOP1=STOPWORLD"),
                good("stop-hand-over", TWO + "-DGRANT -DSYSMON -DOP1=STOPWORLD"),
                good("stop-overcommit", TWO + "-DOVERCOMMIT -DOP1=STOPWORLD"),
                good("resize", TWO + "-DSYSMON -DSTALL -DOP1=SHRINK -DOP2=GROW"),
                good("resize-3", THREE + "-DSKIP_DYING -DOP1=SHRINK -DOP2=GROW"),
                good("worker-resizes", RETAKES + "-DWORKER_OP -DOP1=SHRINK -DOP2=GROW"),
                good("worker-resizes-3", THREE + "-DWORKER_OP -DOP1=SHRINK"),
                good("worker-foreach-stop", TWO + "-DSYSMON -DSTALL -DWORKER_OP -DOP1=FOREACH -DOP2=STOPWORLD"));
    }

    /** The largest of each build: two processors, three workers, an operation on all of them. */
    static Stream<Configuration> threeWorkers() {
        return Stream.of(
                good("foreach-3", THREE + "-DOP1=FOREACH"), good("stop-3", THREE + "-DGIVEUP -DOP1=STOPWORLD"));
    }

    static Stream<Configuration> longOnes() {
        return Stream.of(
                good("wait-endless", "-DWORKERS=3 -DSYSMON"),
                good("wait-queue-sysmon", THREE + "-DSYSMON -DFINE"),
                good("wait-hand-over-sysmon", THREE + "-DSYSMON -DGRANT"),
                good("stop-retakes-giveup", RETAKES + "-DGIVEUP -DOP1=STOPWORLD"),
                good("stop-then-shrink-hand-over", TWO + "-DSYSMON -DGRANT -DOP1=STOPWORLD -DOP2=SHRINK"),
                good("worker-resizes-retakes", RETAKES + "-DRETAKE_ANY -DWORKER_OP -DOP1=SHRINK"));
    }

    /** With bounded work a run that never ends is a cycle of states; there must be none. */
    static Stream<Configuration> terminatingOnes() {
        return Stream.of(
                good("wait-ends", THREE),
                good("foreach-ends", TWO + "-DOP1=FOREACH"),
                good("stop-ends", TWO + "-DGIVEUP -DOP1=STOPWORLD"),
                good("resize-ends", TWO + "-DSKIP_DYING -DOP1=SHRINK -DOP2=GROW"),
                new Configuration("resize-livelock", TWO + "-DOP1=SHRINK -DOP2=GROW", "non-progress cycle"));
    }

    static Stream<Configuration> brokenOnes() {
        return Stream.of(
                broken("I1", RETAKES + "-DOP1=STOPWORLD ", ASSERTION + " ((holding[0]!="),
                broken("I2", TWO + "-DOP1=FOREACH ", ASSERTION + " (((st["),
                broken("I3", TWO + "-DOVERCOMMIT -DOP1=STOPWORLD ", ASSERTION + "  !(inAction)"),
                broken("I4", THREE + "-DSYSMON ", DEADLOCK),
                broken("I5", TWO + "-DWORKER_OP -DOP1=SHRINK ", "!=4)"),
                broken("I6", THREE, "loc[0]==(p+1)"),
                broken("I7", TWO + "-DOP1=FOREACH ", DEADLOCK),
                broken("ABA", RETAKES + "-DOP1=STOPWORLD ", ASSERTION + " (owner[p]==(me+1))"),
                broken("SHARED_COUNTER", TWO + "-DGIVEUP -DOP1=STOPWORLD -DOP2=FOREACH ", "(ran[0]&&ran[1])"),
                broken("SETTLE", RETAKES + "-DGIVEUP -DOP1=STOPWORLD ", ASSERTION + " ((holding[0]!="),
                broken("STOP_LEAVES", TWO + "-DOP1=FOREACH -DOP2=STOPWORLD ", ASSERTION + " ((st[0]>=3)"),
                broken("STOP_LEAVES", RETAKES + "-DOP1=STOPWORLD ", ASSERTION + " ((st[0]>=3)"),
                broken("SCAN_ORDER", RETAKES + "-DOP1=STOPWORLD ", ASSERTION + " ( !(running[0])"),
                broken("RETRY", RETAKES + "-DOP1=STOPWORLD ", DEADLOCK),
                broken("TRANSIT", TWO + "-DGRANT -DSYSMON -DOP1=STOPWORLD ", DEADLOCK),
                broken("ATTEND_WAKE", THREE + "-DGIVEUP -DOP1=STOPWORLD ", DEADLOCK),
                broken("STORE", RETAKES + "-DOP1=STOPWORLD ", ASSERTION + " (((loc["),
                broken("FLUSH", TWO + "-DOP1=SHRINK ", "!(dirty[1])"),
                broken("DONE_FIRST", TWO + "-DPOLL -DFORCE -DOP1=FOREACH ", ASSERTION + "  !(ran[p])"));
    }

    @ParameterizedTest
    @MethodSource("shortOnes")
    void verify_protocol_noError(Configuration configuration, @TempDir Path directory) {
        verifyComplete(configuration, directory, false);
    }

    @ParameterizedTest
    @MethodSource("threeWorkers")
    void verify_threeWorkers_noError(Configuration configuration, @TempDir Path directory) {
        verifyComplete(configuration, directory, true);
    }

    @ParameterizedTest
    @MethodSource("longOnes")
    void verify_protocolLong_noError(Configuration configuration, @TempDir Path directory) {
        assumeTrue(Boolean.getBoolean("stress"), "skipped: only with -Dstress=true");
        verifyComplete(configuration, directory, true);
    }

    @ParameterizedTest
    @MethodSource("terminatingOnes")
    void verify_boundedWork_ends(Configuration configuration, @TempDir Path directory) {
        String said = new SpinRun(directory).verifyProgress(configuration.arguments());
        if (configuration.error() == null) {
            assertNoErrorInCompleteSearch(said);
        } else {
            assertThat(said).contains("errors: 1", configuration.error());
        }
    }

    @ParameterizedTest
    @MethodSource("brokenOnes")
    void verify_brokenVariant_fails(Configuration configuration, @TempDir Path directory) {
        String said = new SpinRun(directory).findError(configuration.arguments(), depthOf(configuration));
        assertThat(said).contains("errors: 1", configuration.error());
    }

    /** Most errors are found within 60 steps. */
    private static int depthOf(Configuration configuration) {
        return configuration.name().equals("ATTEND_WAKE") ? 100 : 60;
    }

    private static void verifyComplete(Configuration configuration, Path directory, boolean optimize) {
        assertNoErrorInCompleteSearch(new SpinRun(directory).verify(configuration.arguments(), optimize));
    }

    private static void assertNoErrorInCompleteSearch(String said) {
        assertThat(said)
                .contains("Full statespace search", "errors: 0")
                .doesNotContain("max search depth too small", "out of memory", "Search not completed");
    }
}
