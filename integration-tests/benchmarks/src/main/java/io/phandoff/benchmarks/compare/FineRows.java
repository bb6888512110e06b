// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.benchmarks.CallBenchmark;
import io.phandoff.benchmarks.SwitchLatency;
import io.phandoff.benchmarks.SwitchWay;
import io.phandoff.benchmarks.compare.Row.Figure;
import io.phandoff.benchmarks.compare.Row.JavaRun;
import io.phandoff.benchmarks.compare.Row.ProgramRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fine figures: what a hook, a hand-off, a retake and an idle program cost. */
final class FineRows {

    private static final double SOFT_NANOS = 25;
    private static final double UNMANAGED_NANOS = 3;
    private static final double BUSY_MICROS = 150;
    private static final double CALM_MICROS = 300;
    private static final double MEGABYTES = 20;
    /** What a kernel that counts in ticks would see as one tick. */
    private static final double IDLE_MILLIS = 10;
    /** As in {@link Rows}. */
    private static final double NO_BYTES = 0.05;
    /** Of the mean over all switches: half of the smallest object. What is allocated once in a run (hundreds of bytes) is no switch's. */
    private static final double NO_OBJECT_BYTES = 8;

    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final List<String> ONE_CPU = List.of("taskset", "-c", "0");
    private static final String SWITCHES = "4000";
    private static final String CALM_SWITCHES = "40";

    private FineRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        hooks(rows);
        handoffs(rows);
        retakes(rows);
        rows.add(ours("soft call, bytes allocated", call("soft", false), Figure.BYTES, Goal.atMost(NO_BYTES, "B")));
        rows.add(ours("hard call, bytes allocated", call("hard", false), Figure.BYTES, Goal.atMost(NO_BYTES, "B")));
        rows.add(ours(
                "hand-off, bytes allocated", other(SwitchWay.HARD), Figure.BYTES, Goal.atMost(NO_OBJECT_BYTES, "B")));
        rows.add(ours(
                "retake, bytes allocated",
                retake(SwitchWay.SOFT, "busy"),
                Figure.BYTES,
                Goal.atMost(NO_OBJECT_BYTES, "B")));
        rows.add(ours(
                "idle program, CPU added", new Row.IdleRun(), Figure.MILLIS, Goal.atMost(IDLE_MILLIS, MILLI, "ms")));
        rows.add(ours(
                "idle program, memory added",
                new Row.IdleRun(),
                Figure.MEGABYTES,
                Goal.atMost(MEGABYTES, MILLI, "MB")));
        return rows;
    }

    private static void hooks(List<Row> rows) {
        rows.add(new Row(
                "soft call, enter + exit",
                call("soft", false),
                List.of("-what", "soft"),
                Figure.NANOS,
                Goal.atMost(SOFT_NANOS, "ns")));
        Goal unmanaged = Goal.atMost(UNMANAGED_NANOS, "ns");
        rows.add(ours("unmanaged thread, enter + exit", call("unmanaged", false), Figure.NANOS, unmanaged));
        rows.add(ours("nothing (JMH itself)", call("empty", false), Figure.NANOS, Goal.NONE));
        rows.add(ours("virtual thread, enter + exit", call("unmanaged", true), Figure.NANOS, unmanaged));
        rows.add(ours("nothing, virtual thread (JMH itself)", call("empty", true), Figure.NANOS, Goal.NONE));
    }

    private static JavaRun call(String method, boolean virtual) {
        Map<String, String> params = new TreeMap<>(Map.of("processors", "2", "recording", "none"));
        return new JavaRun(CallBenchmark.class.getName() + "." + method, 1, params, virtual);
    }

    private static Row ours(String what, Row.Run run, Figure figure, Goal goal) {
        return new Row(what, run, List.of(), figure, goal);
    }

    private static void handoffs(List<Row> rows) {
        List<String> go = List.of("-what", "handoff");
        rows.add(new Row("hand-off, same CPU", same(SwitchWay.HARD), go, Figure.MICROS, Goal.timesGo(1)));
        rows.add(ours("notify, same CPU (the JVM itself)", same(SwitchWay.NOTIFY), Figure.MICROS, Goal.NONE));
        List<String> goOther = List.of("-what", "handoff", "-other");
        rows.add(new Row("hand-off, other CPU", other(SwitchWay.HARD), goOther, Figure.MICROS, Goal.timesGo(1)));
        rows.add(ours("notify, other CPU (the JVM itself)", other(SwitchWay.NOTIFY), Figure.MICROS, Goal.NONE));
    }

    private static ProgramRun same(SwitchWay way) {
        return new ProgramRun(SwitchLatency.class, List.of(way.name(), "busy", "any", SWITCHES), ONE_CPU);
    }

    private static ProgramRun other(SwitchWay way) {
        return new ProgramRun(SwitchLatency.class, List.of(way.name(), "busy", "other", SWITCHES), List.of());
    }

    private static void retakes(List<Row> rows) {
        Goal busy = Goal.atMost(BUSY_MICROS, MICRO, "us");
        Goal calm = Goal.atMost(CALM_MICROS, MICRO, "us");
        List<String> go = List.of("-what", "retake");
        List<String> goCalm = List.of("-what", "retake", "-calm");
        rows.add(new Row("retake, sysmon busy", retake(SwitchWay.SOFT, "busy"), go, Figure.MICROS, busy));
        rows.add(new Row("retake, after a calm", retake(SwitchWay.SOFT, "calm"), goCalm, Figure.MICROS, calm));
        rows.add(ours(
                "the same without a hook, sysmon busy", retake(SwitchWay.UNDECLARED, "busy"), Figure.MICROS, busy));
        rows.add(ours(
                "the same without a hook, after a calm", retake(SwitchWay.UNDECLARED, "calm"), Figure.MICROS, calm));
        rows.add(ours(
                "two wake-ups, after a calm (the JVM itself)",
                retake(SwitchWay.RELAY, "calm"),
                Figure.MICROS,
                Goal.NONE));
    }

    private static ProgramRun retake(SwitchWay way, String when) {
        String switches = when.equals("calm") ? CALM_SWITCHES : SWITCHES;
        return new ProgramRun(SwitchLatency.class, List.of(way.name(), when, "any", switches), List.of());
    }
}
