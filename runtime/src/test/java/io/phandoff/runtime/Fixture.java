// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** An engine without its threads, on a clock that stands still unless told, with thread states as a test sets them. */
final class Fixture implements NanoClock, ThreadProbe, Sysmon.ThreadStates, RuntimeListener {
    static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // a busy machine sets threads aside for seconds
    }

    final Engine engine;
    final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    final List<String> told = new ArrayList<>();
    final Map<Thread, Thread.State> states = new HashMap<>();
    final Map<Thread, StackTraceElement[]> stacks = new HashMap<>();
    final Object executor = new Object();
    final AtomicInteger sparesStarted = new AtomicInteger();
    final Growth growth;
    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    int cpus = 2;
    /** Runs when somebody asks for a thread's state, before the answer takes effect. */
    Runnable whenAsked = () -> {};

    /** Runs when somebody asks for the time. */
    Runnable whenTimed = () -> {};

    boolean burnsCpu = true;
    long cpuUsed;
    boolean inNative;
    KernelState kernelState = KernelState.UNKNOWN;
    int kernelAsked;
    boolean punctual;
    int punctualAsked;
    long idleCpuNanos = -1;
    Throwable spareFailure;
    boolean refuses;
    final Pool pool;
    private int threads;

    Fixture(int processors, boolean strict) {
        this(new RuntimeConfig(processors, true, 4, 6, MS / 2, strict, 0, 10 * MS, false));
    }

    Fixture(RuntimeConfig config) {
        this(config, new WorkerTable());
    }

    /** With the table that hooks look in: for an engine that is {@link Installed}. */
    static Fixture forHooks(int processors) {
        return forHooks(processors, false);
    }

    static Fixture forHooks(int processors, boolean grow) {
        return new Fixture(
                new RuntimeConfig(processors, grow, 0, 0, 0, false, 0, 10 * MS, false), HandoffRuntime.WORKERS);
    }

    private Fixture(RuntimeConfig config, WorkerTable workers) {
        engine =
                new Engine(config, this, (worker, of) -> true, this, this, this, () -> cpus, workers, new Exemptions());
        growth = new Growth(engine.scheduler, engine.pools, engine.sparesInAllPools, this, engine.watch, this);
        growth.setStarter(() -> {});
        pool = pool("test", executor);
    }

    /** The pool of an executor. */
    Pool pool(String name, Object of) {
        return engine.pools.getOrMake(
                of,
                key -> new Pool(
                        name,
                        key,
                        new CountingDriver(),
                        PoolSettings.of(engine.scheduler.config),
                        Thread.currentThread(),
                        true,
                        engine.sparesInAllPools));
    }

    /** A worker with its own thread that never runs: the test's thread acts for it. */
    Worker worker() {
        Thread thread = new Thread("test-".concat(Integer.toString(++threads)));
        states.put(thread, Thread.State.RUNNABLE);
        return new Worker(thread, pool);
    }

    /** A worker that has begun a task. */
    Worker running() {
        Worker worker = worker();
        engine.boundary.workerBegin(worker, true);
        return worker;
    }

    long now() {
        return now.get();
    }

    /** Lets time pass; the test's thread only. */
    void pass(long nanos) {
        now.addAndGet(nanos);
    }

    /** Whether a spare was started; once more if the thread that adds it was set aside for longer than it is waited for. */
    static boolean startSpare(Pool of) throws Throwable {
        try {
            return of.driver.startSpare(of);
        } catch (TimeoutException e) {
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("phandoff-birth")));
            return of.driver.startSpare(of);
        }
    }

    Scheduler scheduler() {
        return engine.scheduler;
    }

    int idle() {
        return engine.scheduler.processors.idle();
    }

    long sysmon() {
        return engine.sysmon.runOnce(now.get());
    }

    /** Somebody waits, so sysmon has a reason to look; nobody really does. */
    void pretendDemand() {
        engine.scheduler.waits.begin(pool, true);
    }

    @Override
    public long nanoTime() {
        whenTimed.run();
        return now.get();
    }

    @Override
    public long cpuTimeNanos(Thread thread) {
        return burnsCpu ? now.get() : cpuUsed;
    }

    @Override
    public boolean inNative(Thread thread) {
        return inNative;
    }

    @Override
    public long idleCpuNanos() {
        return idleCpuNanos;
    }

    @Override
    public KernelState kernelState(Thread thread, int number) {
        kernelAsked++;
        return kernelState;
    }

    @Override
    public boolean sleepPunctually(int kernelNumber) {
        punctualAsked++;
        return punctual;
    }

    @Override
    public Thread.State of(Thread thread) {
        whenAsked.run();
        return states.get(thread);
    }

    @Override
    public StackTraceElement[] stack(Thread thread) {
        return stacks.getOrDefault(thread, new StackTraceElement[0]);
    }

    @Override
    public void passThrough(String reason, Throwable cause) {
        synchronized (told) {
            told.add("pass-through ".concat(reason));
        }
    }

    @Override
    public void growthFailed(String poolName, Throwable cause) {
        told.add("failed ".concat(poolName));
    }

    @Override
    public void growthCapped(String poolName, String cap) {
        told.add("capped ".concat(cap));
    }

    @Override
    public void resized(int from, int to) {
        told.add("resized " + from + " " + to);
    }

    @Override
    public void localFlushFailed(Throwable cause) {
        told.add("flush failed ".concat(cause.getMessage()));
    }

    @Override
    public void resumed() {
        synchronized (told) {
            told.add("resumed");
        }
    }

    /** Starts nobody. */
    private final class CountingDriver extends QueueDriver {
        CountingDriver() {
            super(queue, engine.spares);
        }

        @Override
        boolean startSpare(Pool of) throws Throwable {
            if (spareFailure != null) {
                throw spareFailure;
            }
            if (refuses) {
                return false;
            }
            sparesStarted.incrementAndGet();
            return true;
        }
    }
}
