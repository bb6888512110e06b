// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.benchmarks.suite.program.Pool;
import io.phandoff.it.JavaHome;
import io.phandoff.it.bench.Calibration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs a cell: a new process, and what it needs around it. */
final class Runs implements AutoCloseable {

    private final SuiteOptions options;
    private final JavaRun java;
    private final ShopCell shop;
    private final GoRun go = new GoRun();
    private final Services services;
    private final Capacity capacity = new Capacity(this::run);
    private final String steps;

    Runs(JavaHome home, SuiteOptions options) throws InterruptedException {
        this.options = options;
        java = new JavaRun(home, options.agent());
        shop = new ShopCell(home, options.agent());
        services = new Services(home);
        steps = Long.toString(Calibration.stepsPerMicro(home));
    }

    /**
     * Measures once.
     *
     * @return empty if this machine cannot run it
     * @throws IllegalStateException if it failed
     */
    Optional<Figures> run(Cell cell) throws InterruptedException {
        Map<String, String> work = cell.row().work();
        if (Row.SHOP.equals(work.get("work"))) {
            return Optional.of(shop.run(cell, warmUpMillis(work), options.millis()));
        }
        Optional<Map<String, String>> arguments = arguments(cell, services);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        return work.containsKey(Row.QUOTA) ? underQuota(cell, arguments.get()) : run(cell, arguments.get(), List.of());
    }

    /** What a cell's program is told; empty if this machine cannot run it. */
    Optional<Map<String, String>> arguments(Cell cell, Services services) throws InterruptedException {
        Map<String, String> work = cell.row().work();
        Map<String, String> arguments = new LinkedHashMap<>(work);
        arguments.put("pool", cell.pool().name());
        arguments.put("steps", steps);
        arguments.put("warm-up-millis", Integer.toString(warmUpMillis(work)));
        arguments.put("millis", Integer.toString(options.millis()));
        arguments.putAll(services.arguments(work));
        if (work.containsKey(Loads.PERCENT)) {
            OptionalLong rate = capacity.rate(cell.row());
            if (rate.isEmpty()) {
                return Optional.empty();
            }
            arguments.put("rate", Long.toString(rate.getAsLong()));
        }
        return Optional.of(arguments);
    }

    private int warmUpMillis(Map<String, String> work) {
        return options.warmUpMillis() * Integer.parseInt(work.getOrDefault(Row.WARM_UPS, "1"));
    }

    private Optional<Figures> underQuota(Cell cell, Map<String, String> arguments) throws InterruptedException {
        Optional<CpuQuota> room = CpuQuota.of(Integer.parseInt(arguments.get(Row.QUOTA)));
        if (room.isEmpty()) {
            return Optional.empty();
        }
        try (CpuQuota quota = room.get()) {
            arguments.put("cpu-stat", quota.stat().toString());
            return run(cell, arguments, quota.prefix());
        }
    }

    private Optional<Figures> run(Cell cell, Map<String, String> arguments, List<String> prefix)
            throws InterruptedException {
        List<String> words = words(arguments);
        return cell.pool().equals(Pool.GO) ? go.run(words, prefix) : Optional.of(java.run(cell, words, prefix));
    }

    /** As a program reads them. */
    static List<String> words(Map<String, String> arguments) {
        return arguments.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    @Override
    public void close() {
        services.close();
    }
}
