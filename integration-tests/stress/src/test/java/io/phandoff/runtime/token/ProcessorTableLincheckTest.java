// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import io.phandoff.stress.Passes;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The table against {@link ProcessorTableSpec}: whatever the schedule, each operation looks as if it had happened at one
 * moment. Lincheck makes the scenarios and, when it checks the model, the schedules; each of its threads is a worker.
 *
 * <p>Not here: {@code acquireAny}, which may find nothing although there was an idle processor at every moment (another
 * one each time), and the idle count while somebody is between word and count. Both are documented hints.
 */
@Param(name = "worker", gen = ThreadIdGen.class)
@Param(name = "processor", gen = IntGen.class, conf = "0:1")
public final class ProcessorTableLincheckTest {
    private static final int MAX_WORKERS = 8;

    private final ProcessorTable table = new ProcessorTable(ProcessorTableSpec.PROCESSORS);
    // what each worker believes it holds; touched by that worker only
    private final Processor[] held = new Processor[MAX_WORKERS];
    private final long[] ticks = new long[MAX_WORKERS];
    private final boolean[] inCall = new boolean[MAX_WORKERS];
    private final Processor[] hands = new Processor[MAX_WORKERS];

    /** The first worker is in a call, the second runs: else few scenarios come to a point that matters. */
    public ProcessorTableLincheckTest() {
        acquire(ProcessorTableSpec.FIRST, 0);
        enterCall(ProcessorTableSpec.FIRST);
        acquire(ProcessorTableSpec.SECOND, 1);
    }

    /** A worker without a processor takes this one. */
    @Operation
    public boolean acquire(@Param(name = "worker") int worker, @Param(name = "processor") int id) {
        if (held[worker] != null) {
            return false;
        }
        Processor processor = table.get(id);
        long tick = table.acquire(processor);
        if (tick >= 0) {
            held[worker] = processor;
            ticks[worker] = tick;
            inCall[worker] = false;
        }
        return tick >= 0;
    }

    /** A running worker gives up what it holds, asked or not; false if it was taken from it before. */
    @Operation
    public boolean release(@Param(name = "worker") int worker) {
        Processor processor = held[worker];
        if (processor == null || inCall[worker]) {
            return false;
        }
        held[worker] = null;
        while (!table.release(processor, ticks[worker])) {
            long word = processor.state();
            if (Processor.ask(word) != Processor.NOTHING && table.yieldAsked(processor, word)) {
                return true;
            }
            if (!runsOn(worker, processor)) {
                return false;
            }
        }
        return true;
    }

    /** Enters a soft call; false if something is asked of it first, or if what it held was taken from it before. */
    @Operation
    public boolean enterCall(@Param(name = "worker") int worker) {
        Processor processor = held[worker];
        if (processor == null || inCall[worker]) {
            return false;
        }
        while (!processor.enterCall(ticks[worker])) {
            if (!runsOn(worker, processor)) {
                held[worker] = null;
                return false;
            }
            if (Processor.ask(processor.state()) != Processor.NOTHING) {
                return false;
            }
        }
        inCall[worker] = true;
        return true;
    }

    private boolean runsOn(int worker, Processor processor) {
        long word = processor.state();
        return Processor.status(word) == Processor.RUNNING && Processor.tick(word) == ticks[worker];
    }

    /** Comes back from a soft call; false if its processor was retaken. */
    @Operation
    public boolean exitCall(@Param(name = "worker") int worker) {
        if (!inCall[worker]) {
            return false;
        }
        inCall[worker] = false;
        boolean back = held[worker].exitCall(ticks[worker]);
        if (back) {
            ticks[worker]++;
        } else {
            held[worker] = null;
        }
        return back;
    }

    /** Sysmon retakes a processor that is in a call; true if there was one. */
    @Operation
    public boolean retakeInCall(@Param(name = "processor") int id) {
        Processor processor = table.get(id);
        while (true) {
            long word = processor.state();
            if (Processor.status(word) != Processor.SYSCALL) {
                return false;
            }
            if (table.retake(processor, word)) {
                return true;
            }
        }
    }

    /** Takes a processor into the caller's hands, whoever has it; false if it is in somebody's hands, or dead. */
    @Operation
    public boolean seize(@Param(name = "worker") int worker, @Param(name = "processor") int id) {
        if (hands[worker] != null) {
            return false;
        }
        Processor processor = table.get(id);
        while (true) {
            long word = processor.state();
            if (Processor.status(word) >= Processor.STOPPED) {
                return false;
            }
            if (table.seize(processor, word)) {
                hands[worker] = processor;
                return true;
            }
        }
    }

    /** Lets go of what the caller has in hands. */
    @Operation
    public boolean restart(@Param(name = "worker") int worker) {
        Processor processor = hands[worker];
        if (processor == null) {
            return false;
        }
        hands[worker] = null;
        table.restart(processor, Processor.tick(processor.state()));
        return true;
    }

    /** Asks a holder to come by; false if it does not run, or is asked already. */
    @Operation
    public boolean ask(@Param(name = "processor") int id) {
        Processor processor = table.get(id);
        while (true) {
            long word = processor.state();
            if (Processor.status(word) != Processor.RUNNING || Processor.ask(word) != Processor.NOTHING) {
                return false;
            }
            if (processor.ask(word, Processor.SAFE_POINT)) {
                return true;
            }
        }
    }

    /** Takes the request back; false if there is none. */
    @Operation
    public boolean withdraw(@Param(name = "processor") int id) {
        Processor processor = table.get(id);
        while (true) {
            long word = processor.state();
            if (Processor.ask(word) == Processor.NOTHING) {
                return false;
            }
            if (processor.withdraw(word)) {
                return true;
            }
        }
    }

    /** Resize to one; false if the other is dead already, or in somebody's hands. */
    @Operation(nonParallelGroup = "resizer")
    public boolean shrink() {
        Processor processor = table.get(1);
        while (true) {
            long word = processor.state();
            if (Processor.status(word) >= Processor.STOPPED) {
                return false;
            }
            if (table.stop(processor, word)) {
                processor.destroy(Processor.tick(word));
                table.trim(1);
                return true;
            }
        }
    }

    /** Resize to two; false if there are two. */
    @Operation(nonParallelGroup = "resizer")
    public boolean grow() {
        if (table.count() == ProcessorTableSpec.PROCESSORS) {
            return false;
        }
        table.grow(ProcessorTableSpec.PROCESSORS);
        return true;
    }

    /** The status of a processor; on its way to its death it looks dead. */
    @Operation
    public int status(@Param(name = "processor") int id) {
        int status = Processor.status(table.get(id).state());
        return status == Processor.STOPPED ? Processor.DEAD : status;
    }

    /** When nobody is on the way, the count is exact (ProcessorTable I1). */
    @Validate
    public void countIsExact() {
        int idle = 0;
        for (int id = 0; id < ProcessorTableSpec.PROCESSORS; id++) {
            if (Processor.status(table.get(id).state()) == Processor.IDLE) {
                idle++;
            }
        }
        if (table.idle() != idle) {
            throw new IllegalStateException("idle processors: counted=" + table.idle() + " (expected: " + idle + ")");
        }
    }

    @Test
    void operations_allSchedules_linearizable() {
        new ModelCheckingOptions()
                .iterations(Passes.times(25, 100))
                .invocationsPerIteration(Passes.times(200, 1_000))
                .threads(3)
                .actorsBefore(1)
                .actorsPerThread(2)
                .actorsAfter(2)
                .sequentialSpecification(ProcessorTableSpec.class)
                .check(ProcessorTableLincheckTest.class);
    }

    @Test
    void operations_realThreads_linearizable() {
        new StressOptions()
                .iterations(Passes.times(6, 30))
                .invocationsPerIteration(Passes.times(200, 1_000))
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(3)
                .actorsAfter(2)
                .sequentialSpecification(ProcessorTableSpec.class)
                .check(ProcessorTableLincheckTest.class);
    }
}
