// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calling thread is a worker of a pool to whose class nothing was added; it was in the pool's loop before, unless it begins. */
class LoadedPoolTest {
    private static final int LIMIT = 8;

    private final Fixture fixture = Fixture.forHooks(1, true);
    private final Installed installed = new Installed(fixture.engine);
    private final ProgramPool executor = new ProgramPool();

    LoadedPoolTest() throws ReflectiveOperationException {
        LoadedPool.put(ProgramPool.class, members(true));
        fixture.engine.late = LateWorkers.of(Thread.currentThread());
    }

    @AfterEach
    void end() {
        PoolHooks.workerEnd(executor);
        LoadedPool.remove(ProgramPool.class);
        installed.close();
    }

    private static LoadedPool members(boolean counts) throws ReflectiveOperationException {
        return new LoadedPool(
                counts ? handle("queued", int.class) : zero(),
                handle("one", int.class),
                handle("limit", int.class),
                handle("size", int.class),
                handle("add", boolean.class));
    }

    private static MethodHandle handle(String name, Class<?> type) throws ReflectiveOperationException {
        return MethodHandles.lookup()
                .findVirtual(ProgramPool.class, name, MethodType.methodType(type))
                .asType(MethodType.methodType(type, Object.class));
    }

    private static MethodHandle zero() {
        return MethodHandles.dropArguments(MethodHandles.constant(int.class, 0), 0, Object.class);
    }

    private Worker worker() {
        return fixture.scheduler().workers.get(Thread.currentThread());
    }

    private Pool pool() {
        return fixture.engine.pools.get(executor);
    }

    @Test
    void workerBegin_classThatIsKnown_isManagedUntilItIsTakenBack() {
        PoolHooks.workerBegin(executor);
        assertThat(worker()).isNotNull();
        PoolHooks.workerEnd(executor);
        assertThat(worker()).isNull();

        LoadedPool.remove(ProgramPool.class);
        PoolHooks.workerBegin(executor);
        assertThat(worker()).isNull();
    }

    @Test
    void workerBegin_classThatExtendsIt_isManaged() {
        ProgramPool sub = new ProgramPool() {};
        PoolHooks.workerBegin(sub);
        assertThat(worker()).isNotNull();
        PoolHooks.workerEnd(sub);
    }

    @Test
    void queued_counterSaysNone_asksForOne() throws ReflectiveOperationException {
        LoadedPool members = members(false);
        assertThat(new LoadedPoolDriver(executor, members, null).queued()).isEqualTo(1);
        executor.one = 0;
        assertThat(new LoadedPoolDriver(executor, members, null).mayHaveTasks()).isFalse();
    }

    @Test
    void startSpare_poolThatTellsByAHook_isTrueIfItStartsOne() throws Throwable {
        PoolHooks.workerBegin(executor);
        assertThat(pool().driver.queued()).isEqualTo(3);
        assertThat(Fixture.startSpare(pool())).isTrue();
        assertThat(executor.limitSeen).isEqualTo(LIMIT + 1);
        executor.full = true;
        assertThat(Fixture.startSpare(pool())).isFalse();
    }

    /** Else what it makes after an attach would be taken for a thread of the JDK's. */
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // it is about what a thread inherits
    void startSpare_byAThreadOfTheJvm_isDoneInTheGroupOfThePoolsFirstWorker() throws Throwable {
        ThreadGroup group = new ThreadGroup("of the pool");
        Thread first = new Thread(group, () -> PoolHooks.workerBegin(executor));
        first.setPriority(Thread.MIN_PRIORITY);
        first.start();
        first.join();
        assertThat(Fixture.startSpare(pool())).isTrue();
        assertThat(executor.group).isSameAs(group);
        assertThat(executor.priority).isEqualTo(Thread.MIN_PRIORITY);
    }

    @Test
    void workerBegin_poolThatLimitsItsQueue_neverGrows() {
        executor.limit = 1000;
        PoolHooks.workerBegin(executor);
        assertThat(pool().growable).isFalse();
    }

    @Test
    void taskBegin_oldWorker_isManagedFromThisTaskOn() {
        PoolHooks.taskBegin(executor);
        assertThat(worker().stats.tasks).isEqualTo(1);
        assertThat(worker().fetching).isFalse();
        assertThat(worker().holdingOpaque()).isPositive();
        assertThat(pool().threads()).as("two, of which one has not come by").isEqualTo(2);

        PoolHooks.taskEnd(executor);
        assertThat(worker().fetching).isTrue();
        PoolHooks.taskBegin(executor);
        assertThat(worker().stats.tasks).isEqualTo(2);
    }

    @Test
    void taskBegin_taskThatAHookHasSeen_countsOnce() {
        PoolHooks.fetchBegin(executor);
        PoolHooks.fetched(executor, "task");
        PoolHooks.taskBegin(executor);
        assertThat(worker().stats.tasks).isEqualTo(1);
    }

    @Test
    void taskBeginAndEnd_workerThatBeganWithHooks_doNothing() {
        PoolHooks.workerBegin(executor);
        PoolHooks.taskBegin(executor);
        assertThat(worker().stats.tasks).isZero();
        PoolHooks.fetched(executor, "task");
        PoolHooks.taskEnd(executor);
        assertThat(worker().fetching).isFalse();
        assertThat(PoolHooks.lateLeaves(false, executor)).isFalse();
        PoolHooks.lateLeft(true, executor);
        assertThat(worker()).isNotNull();
    }

    @Test
    void taskBegin_poolThatNobodyKnows_isNotManaged() {
        LoadedPool.remove(ProgramPool.class);
        PoolHooks.taskBegin(executor);
        PoolHooks.fetchBegin(executor);
        assertThat(worker()).isNull();
    }

    @Test
    void lateLeft_oldWorkerLeavesAsASpare_isManagedNoMore() {
        PoolHooks.taskBegin(executor);
        pool().spareCame();
        PoolHooks.lateLeaving(executor); // it takes back a thread that its task could not start
        assertThat(PoolHooks.lateLeft(true, executor)).isTrue();
        assertThat(worker()).isNotNull();
        assertThat(pool().spares).hasValue(1);

        PoolHooks.taskEnd(executor);
        PoolHooks.lateLeaving(executor);
        assertThat(PoolHooks.lateLeft(false, executor)).isFalse();
        assertThat(worker()).isNotNull();
        PoolHooks.lateLeft(true, executor);
        assertThat(pool().spares).hasValue(0);
        assertThat(worker()).isNull();
    }

    @Test
    void lateLeaves_oldWorkerThatWaitedInVain_leavesForASpare() {
        PoolHooks.taskBegin(executor);
        PoolHooks.taskEnd(executor);
        pool().spareCame();
        assertThat(PoolHooks.lateLeaves(false, executor)).isFalse();
        PoolHooks.idleTimeout(1, executor);
        assertThat(PoolHooks.lateLeaves(false, executor)).isTrue();
        assertThat(pool().spares).hasValue(0);
    }

    @Test
    void enterReserve_oldWorkerInItsTask_isManaged() {
        PoolHooks.enterReserve(executor);
        assertThat(worker().inReserve).isTrue();
        assertThat(worker().fetching).isFalse();
    }

    @Test
    void forgetWorkers_spares_leaveAfterTheirNextTask() {
        PoolHooks.workerBegin(executor);
        pool().spareCame();
        fixture.engine.forgetWorkers();
        fixture.scheduler().workers.open();
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        queue.add("task");

        assertThat(PoolHooks.poll(queue, new Object())).as("of another pool").isEqualTo("task");
        queue.add("task");
        assertThat(PoolHooks.poll(queue, executor)).isNull();
        assertThat(PoolHooks.leaves(false, executor)).isTrue();
        assertThat(PoolHooks.poll(queue, executor)).isEqualTo("task");
        assertThat(PoolHooks.leaves(false, executor)).isFalse();
    }

    @Test
    void put_classThatGoes_isNotKept() throws Exception {
        WeakReference<Class<?>> gone = new WeakReference<>(known());
        long end = System.nanoTime() + 60_000_000_000L;
        while (gone.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(1);
        }
        assertThat(gone.get()).isNull();
    }

    /** A copy of the pool's class, in a loader of its own, with handles that keep that class. */
    private static Class<?> known() throws Exception {
        byte[] bytes;
        try (var in = LoadedPoolTest.class.getResourceAsStream("LoadedPoolTest$Dropped.class")) {
            bytes = in.readAllBytes();
        }
        Class<?> type = new ClassLoader(LoadedPoolTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Dropped.class.getName(), bytes, 0, bytes.length);
            }
        }.define();
        MethodHandle size = MethodHandles.publicLookup()
                .findVirtual(type, "size", MethodType.methodType(int.class))
                .asType(MethodType.methodType(int.class, Object.class));
        LoadedPool.put(type, new LoadedPool(size, null, null, size, size));
        return type;
    }

    /** Is loaded a second time. */
    public static final class Dropped {
        /** A number. */
        public int size() {
            return 1;
        }
    }

    /** Has what a server's pool has, by other names. */
    static class ProgramPool {
        private boolean full;
        private int limit = Integer.MAX_VALUE;
        private int limitSeen;
        private int one = 1;
        private ThreadGroup group;
        private int priority;

        int queued() {
            return 3;
        }

        int one() {
            return one;
        }

        int limit() {
            return limit;
        }

        int size() {
            return 2;
        }

        boolean add() {
            group = Thread.currentThread().getThreadGroup();
            priority = Thread.currentThread().getPriority();
            limitSeen = PoolHooks.maximumSizeForStart(LIMIT, this);
            if (!full) {
                PoolHooks.starting(this);
            }
            return false;
        }
    }
}
