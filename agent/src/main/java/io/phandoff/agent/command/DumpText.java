// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import io.phandoff.runtime.WorkerSnapshot;
import io.phandoff.runtime.WorkerSnapshot.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The state of each processor, worker and pool as text: who waits for a processor, how long, behind whom; who holds one. */
final class DumpText {
    /** Whoever is in the middle of a task waits in the same queue, whatever the pool; ids of pools begin with 1. */
    private static final long ONE_QUEUE = 0;

    private static final int MOST_NAMES = 4;

    private DumpText() {}

    static String of(StatsSnapshot stats, List<WorkerSnapshot> workers) {
        StringBuilder text = new StringBuilder();
        text.append("phandoff  pid ").append(ProcessHandle.current().pid());
        text.append("  up ").append(Times.of(stats.uptimeNanos()));
        text.append("  mode ").append(StatsTable.mode(stats)).append("\n\n");
        waiting(text, workers);
        processors(text, stats, workers);
        beyond(text, workers);
        for (PoolSnapshot pool : stats.pools()) {
            pool(text, pool, workers);
        }
        return text.toString().stripTrailing();
    }

    private static void waiting(StringBuilder text, List<WorkerSnapshot> workers) {
        Table table = new Table("waits for a processor", " id", "pool", "what", " since", " place", "behind");
        List<WorkerSnapshot> holders = of(workers, worker -> worker.processor() >= 0);
        List<WorkerSnapshot> resuming = of(workers, worker -> worker.state() == State.WAITS_TO_RESUME);
        Map<Long, String> last = new HashMap<>(); // of each queue: they come mixed, for they are sorted by time
        for (WorkerSnapshot worker : workers) {
            if (worker.position() == 0) {
                continue;
            }
            boolean resumes = worker.state() == State.WAITS_TO_RESUME;
            String before = last.put(resumes ? ONE_QUEUE : worker.poolId(), quoted(worker));
            String first = names(resumes || resuming.isEmpty() ? holders : resuming);
            table.row(
                    quoted(worker),
                    worker.threadId(),
                    worker.pool(),
                    worker.state().text(),
                    Times.of(worker.nanos()),
                    worker.position(),
                    before == null ? first : before);
        }
        text.append(table.isEmpty() ? "nobody waits for a processor\n" : table).append('\n');
    }

    private static List<WorkerSnapshot> of(List<WorkerSnapshot> workers, Predicate<WorkerSnapshot> which) {
        return workers.stream().filter(which).toList();
    }

    /** Those that the first in a queue waits for. */
    private static String names(List<WorkerSnapshot> workers) {
        String names = workers.stream().limit(MOST_NAMES).map(DumpText::quoted).collect(Collectors.joining(", "));
        return names.isEmpty() ? "-" : names + (workers.size() > MOST_NAMES ? ", ..." : "");
    }

    private static void processors(StringBuilder text, StatsSnapshot stats, List<WorkerSnapshot> workers) {
        Table table = new Table("processor", "state", "held by", " id", "pool", "in", "for", "thread", " tasks");
        for (ProcessorSnapshot processor : stats.perProcessor()) {
            WorkerSnapshot holder = holder(processor.id(), workers);
            if (holder == null) {
                String status = processor.status().equals("running") ? "on its way" : processor.status();
                table.row(processor.id(), status, "", "", "", "", "", "", processor.tasks());
            } else {
                table.row(
                        processor.id(),
                        holder.state().text(),
                        quoted(holder),
                        holder.threadId(),
                        holder.pool(),
                        call(holder),
                        since(holder),
                        holder.threadState(),
                        processor.tasks());
            }
        }
        text.append(table).append('\n');
    }

    private static WorkerSnapshot holder(int processor, List<WorkerSnapshot> workers) {
        for (WorkerSnapshot worker : workers) {
            if (worker.processor() == processor) {
                return worker;
            }
        }
        return null;
    }

    private static void beyond(StringBuilder text, List<WorkerSnapshot> workers) {
        Table table = new Table("runs beyond the processors", " id", "pool", "for", "thread");
        for (WorkerSnapshot worker : workers) {
            if (worker.state() == State.OVERCOMMITTED) {
                table.row(quoted(worker), worker.threadId(), worker.pool(), since(worker), worker.threadState());
            }
        }
        if (!table.isEmpty()) {
            text.append(table).append('\n');
        }
    }

    private static void pool(StringBuilder text, PoolSnapshot pool, List<WorkerSnapshot> workers) {
        text.append("pool ").append(Printable.line(pool.name()));
        text.append("  size ").append(pool.size());
        text.append("  threads ").append(pool.threads());
        text.append("  running ").append(pool.running());
        text.append("  blocked ").append(pool.blocked());
        text.append("  idle ").append(pool.idle());
        text.append("  queued ").append(pool.queued() < 0 ? "?" : Integer.toString(pool.queued()));
        text.append("  spares ").append(pool.spares());
        text.append("  grows ").append(pool.grows() ? "yes" : "no").append('\n');
        Table table = new Table("worker", " id", "state", "in", "for", "thread");
        for (WorkerSnapshot worker : workers) {
            if (worker.poolId() == pool.details().id()) {
                table.row(
                        quoted(worker),
                        worker.threadId(),
                        worker.state().text(),
                        call(worker),
                        since(worker),
                        worker.threadState());
            }
        }
        text.append(table.isEmpty() ? "" : table.toString().indent(2)).append('\n');
    }

    private static String call(WorkerSnapshot worker) {
        return worker.call() == null ? "" : worker.call();
    }

    /** For how long; of one that runs it is known only whether it is the same as a moment ago. */
    private static String since(WorkerSnapshot worker) {
        if (worker.state() == State.RUNNING || worker.state() == State.OVERCOMMITTED) {
            return worker.nanos() > 0 ? "> " + Times.of(worker.nanos()) : "< 20ms";
        }
        return worker.nanos() < 0 ? "" : Times.of(worker.nanos());
    }

    private static String quoted(WorkerSnapshot worker) {
        return '"' + worker.thread() + '"';
    }
}
