// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rows of the table. */
final class Rows {

    private static final List<Target> NO_HARM = List.of(Targets.noHarm());

    private Rows() {}

    /** Those that the options name, on the pools that the options name and that JDK has. */
    static List<Row> of(SuiteOptions options, int cpus, int feature) {
        StarvedRows starved = new StarvedRows(cpus);
        List<Row> all = new ArrayList<>(starved.starved(options.cross()));
        all.addAll(MixedRows.all(cpus));
        all.addAll(LockRows.all());
        all.addAll(DatabaseRows.all());
        all.add(memory(256, "2,200,virtual,go"));
        all.add(memory(1024, "2,200"));
        all.add(shop());
        all.add(starved.quota());
        all.addAll(starved.virtual());
        return all.stream()
                .filter(row ->
                        options.rows().isEmpty() || options.rows().stream().anyMatch(row.id()::startsWith))
                .map(row -> options.pools().isEmpty() ? row : row.on(options.pools()))
                .map(row -> row.existingOn(feature))
                .map(row -> inFlight(row, options.inFlight()))
                .filter(row -> !row.cells().isEmpty())
                .toList();
    }

    private static Row inFlight(Row row, int asked) {
        boolean has = row.work().containsKey(Loads.IN_FLIGHT);
        return asked > 0 && has ? row.where(Loads.IN_FLIGHT, Integer.toString(asked)) : row;
    }

    private static Row memory(int kb, String without) {
        return new Row(
                "e." + kb + "kb",
                "no blocking, each task over its own " + kb + " KB",
                Loads.with(Loads.closed(200), "work=memory kb=" + kb),
                Pools.of(without),
                Pools.of("2,200"),
                0,
                NO_HARM);
    }

    private static Row shop() {
        return new Row(
                "f.tomcat",
                "the demo's Tomcat: a query and a call of 20 ms a request, 64 clients",
                Map.of("work", Row.SHOP, Row.WARM_UPS, "2"),
                Pools.of("4,50,200"),
                Pools.of("4,50,200"),
                50,
                List.of(Targets.ofBest(0.95), Targets.noHarm()));
    }
}
