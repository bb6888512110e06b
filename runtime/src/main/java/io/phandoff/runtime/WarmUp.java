// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs every hook path once before the first hook can: it loads the classes and links the VarHandle call sites, so that
 * no hook does so later, on a thread that may be in the middle of loading a class itself.
 */
final class WarmUp {
    private WarmUp() {}

    static void run(Engine engine) {
        Thread thread = Thread.currentThread();
        Pool pool = new Pool(
                "warm-up",
                null,
                PoolDriver.NONE,
                PoolSettings.of(engine.scheduler.config),
                thread,
                true,
                new AtomicInteger());
        Worker worker = new Worker(thread, pool);
        engine.boundary.workerBegin(worker, true);
        engine.scheduler.workers.get(thread);
        engine.calls.enterSoft(worker, CallKind.OTHER);
        engine.calls.exit(worker);
        engine.calls.enterHard(worker, CallKind.OTHER);
        engine.calls.exit(worker);
        Hooks.enterUngated(); // runs while classes are loaded: the loading of Hooks itself must not be one of them
        Hooks.exitUngated();
        engine.boundary.fetchBegin(worker);
        engine.calls.enterHard(worker, CallKind.OTHER);
        engine.calls.exit(worker);
        engine.boundary.fetchEnd(worker, true);
        engine.scheduler.release(worker);
        engine.scheduler.overcommit(worker);
        engine.scheduler.release(worker);
        engine.scheduler.handoff.await(worker, false, 1, true);
        engine.scheduler.handoff.giveWay(worker, 1);
        wait(worker);
        engine.boundary.fetchEnd(worker, false);
        engine.boundary.workerEnd(worker);
        engine.scheduler.waits.poll(true);
        WaitQueues.poll(pool.gate.queue);
        engine.pools.get(engine);
        forkJoin(engine, thread);
        engine.spares.limit(0);
        warmUpPoolHooks(engine);
    }

    /** No pool is asked for here: only what loads and links. */
    private static void warmUpPoolHooks(Object none) {
        PoolHooks.workerBegin(none, none);
        PoolHooks.fetchBegin(none);
        PoolHooks.fetched(none, none);
        PoolHooks.idleTimeout(0, none);
        PoolHooks.leaves(false, none);
        PoolHooks.isRewritten(none);
        PoolHooks.enterReserve();
        PoolHooks.exitReserve();
    }

    private static void forkJoin(Engine engine, Thread thread) {
        ForkJoinDriver driver = new ForkJoinDriver(null, engine.scheduler);
        Pool pool = new Pool(
                "warm-up", null, driver, PoolSettings.of(engine.scheduler.config), thread, true, new AtomicInteger());
        Worker worker = new Worker(thread, pool);
        engine.boundary.workerBegin(worker, false);
        engine.boundary.fetchEnd(worker, true);
        engine.calls.enterHard(worker, CallKind.OTHER);
        worker.compensation.claim();
        worker.compensation.conclude(true);
        engine.calls.exit(worker); // takes back
        worker.compensation.poolCompensates();
        worker.compensation.poolTakesBack();
        engine.boundary.fetchBegin(worker);
        driver.goesIdle(pool);
        engine.boundary.workerEnd(worker);
        ForkJoinHooks.signalled(null);
        LateWorkers.comesBy();
        ForkJoinHooks.compensates(1);
    }

    private static void wait(Worker worker) {
        WaitingForProcessor wait = worker.wait;
        wait.begin();
        try {
            wait.await(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the program's; the paths are linked all the same
        }
        wait.signal();
        wait.end();
        wait.begin();
        wait.grant(new Processor(0));
        wait.end();
        wait.begin();
        wait.cancel();
    }
}
