// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.HookCheck;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadPoolExecutorTransformTest {
    private static final Map<String, Integer> COMMON = Map.ofEntries(
            Map.entry("addWorker -> coreSizeForAdd", 1),
            Map.entry("addWorker -> maximumSizeForAdd", 1),
            Map.entry("addWorker -> poolSize", 1),
            Map.entry("execute -> submitted", 1),
            Map.entry("getActiveCount -> activeCount", 1),
            Map.entry("getLargestPoolSize -> largestPoolSize", 1),
            Map.entry("getPoolSize -> poolSize", 1),
            Map.entry("getTask -> coreSizeForFetch", 1),
            Map.entry("getTask -> fetchBegin", 1),
            Map.entry("getTask -> fetchEnd", 3),
            Map.entry("getTask -> keepAliveForFetch", 1),
            Map.entry("getTask -> maximumSizeForFetch", 1),
            Map.entry("prestartCoreThread -> coreSizeForAdd", 1),
            Map.entry("processWorkerExit -> workerEnd", 1),
            Map.entry("runWorker -> workerBegin", 1),
            Map.entry("toString -> activeCount", 1),
            Map.entry("toString -> poolSize", 1));

    private final TransformFailures failures = new TransformFailures();

    @Test
    void transform_jdkPool_isComplete() {
        byte[] bytes =
                transform(PoolMethod.POOL, PoolMethod.ofJdk(), HookCheck.classFile("java.base", PoolMethod.POOL));

        Map<String, Integer> expected = new TreeMap<>(COMMON);
        expected.put("execute -> submitted", 2);
        expected.put("execute -> coreSizeForSubmit", 1);
        assertThat(Calls.ofHooks(bytes)).isEqualTo(expected);
        assertThat(failures.missing()).isEmpty();
    }

    @Test
    void transform_tomcatPool_isComplete() {
        byte[] bytes = transformTomcat();

        Map<String, Integer> expected = new TreeMap<>(COMMON);
        expected.put("executeInternal -> coreSizeForSubmit", 1);
        expected.put("getPoolSizeNoLock -> poolSize", 1);
        assertThat(Calls.ofHooks(bytes)).isEqualTo(expected);
        assertThat(failures.missing()).isEmpty();
    }

    @Test
    void transform_tomcatPool_runsATaskThroughTheHooks() throws Exception {
        String name = PoolMethod.TOMCAT_POOL.replace('/', '.');
        TransformedLoader loader =
                new TransformedLoader(name.substring(0, name.lastIndexOf('.') + 1)).with(name, transformTomcat());
        HookEvents.take();
        ExecutorService pool = (ExecutorService) loader.loadClass(name)
                .getConstructor(int.class, int.class, long.class, TimeUnit.class, BlockingQueue.class)
                .newInstance(1, 1, 1L, TimeUnit.SECONDS, new ArrayBlockingQueue<Runnable>(1));
        CountDownLatch done = new CountDownLatch(1);

        pool.execute(done::countDown);
        done.await();
        pool.shutdown();

        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        List<String> events = HookEvents.take();
        // Tomcat starts its core workers before there is a task
        assertThat(events)
                .contains("submitted")
                .filteredOn(event -> !event.equals("submitted"))
                .containsExactly(
                        "workerBegin queue=true first=false",
                        "fetchBegin queue=true",
                        "fetchEnd task=true",
                        "fetchBegin queue=true",
                        "fetchEnd task=false",
                        "workerEnd");
    }

    @Test
    void transform_poolWithoutOneOfTheMethods_staysAsItIs() {
        byte[] bytes =
                transform(PoolMethod.POOL, PoolMethod.ofTomcat(), HookCheck.classFile("java.base", PoolMethod.POOL));

        assertThat(bytes).isNull();
        assertThat(failures.missing())
                .contains("java.util.concurrent.ThreadPoolExecutor.executeInternal(Ljava/lang/Runnable;)V");
    }

    private byte[] transformTomcat() {
        return transform(
                PoolMethod.TOMCAT_POOL,
                PoolMethod.ofTomcat(),
                TransformedLoader.bytesOf(PoolMethod.TOMCAT_POOL.replace('/', '.')));
    }

    private byte[] transform(String pool, List<PoolMethod> methods, byte[] bytes) {
        return new ThreadPoolExecutorTransform(pool, methods, failures).transform(bytes);
    }
}
