// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import com.sun.net.httpserver.HttpServer;
import java.lang.ref.Cleaner;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingStream;

/**
 * Makes the JDK start its own threads, and a pool of the program's beside them. Prints each live thread, and those that
 * ran in passing, with whether it is managed: {@code managed=<name>} or {@code free=<name>}, in the order of names,
 * numbers left out.
 */
public final class JdkThreads {

    private final List<Object> kept = new ArrayList<>();
    private final Set<String> lines = new TreeSet<>();

    private JdkThreads() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        JdkThreads program = new JdkThreads();
        program.note("main", Thread.currentThread());
        program.processes();
        program.cleaner();
        program.forkJoin();
        program.timers();
        program.httpClient();
        program.files();
        program.asynchronousSockets();
        program.recorder();
        program.virtualThreads();
        program.ownPool();
        program.all();
        synchronized (program.lines) {
            program.lines.forEach(System.out::println);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(JdkThreads::atShutdown, "shutdown-hook"));
        new Thread(JdkThreads::afterMain, "after-main").start();
    }

    private void note(String name, Thread thread) {
        boolean managed = isManaged(thread);
        synchronized (lines) {
            lines.add((managed ? "managed=" : "free=") + name);
        }
    }

    private static boolean isManaged(Thread thread) {
        try {
            return ManagedThreads.all().contains(thread);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void processes() throws Exception {
        Process process = new ProcessBuilder("sleep", "0.1").start();
        process.onExit()
                .thenRun(() -> note("process-reaper-callback", Thread.currentThread()))
                .get();
        Process living = new ProcessBuilder("sleep", "60").start();
        Runtime.getRuntime().addShutdownHook(new Thread(living::destroy, "stop-child"));
        kept.add(living);
    }

    private void cleaner() throws InterruptedException {
        CountDownLatch cleaned = new CountDownLatch(1);
        Cleaner cleaner = Cleaner.create();
        kept.add(cleaner);
        cleaner.register(new Object(), () -> {
            note("cleaner-action", Thread.currentThread());
            cleaned.countDown();
        });
        while (!cleaned.await(10, TimeUnit.MILLISECONDS)) {
            System.gc();
        }
    }

    private void forkJoin() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        ForkJoinPool.commonPool().execute(() -> {
            note("common-pool-task", Thread.currentThread());
            ran.countDown();
        });
        ran.await(); // get() might run it right here
        new CompletableFuture<String>()
                .completeOnTimeout("", 10, TimeUnit.MILLISECONDS)
                .thenRun(() -> note("delayer-callback", Thread.currentThread()))
                .get();
    }

    private void timers() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Timer timer = new Timer("timer", true);
        kept.add(timer);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        note("timer-task", Thread.currentThread());
                        ran.countDown();
                    }
                },
                1);
        ran.await();
    }

    private void httpClient() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        HttpClient client = HttpClient.newHttpClient();
        kept.add(client);
        URI uri = URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
        client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .get();
        kept.add(server);
    }

    private void files() throws Exception {
        Path directory = Files.createTempDirectory("jdk-threads");
        kept.add(directory.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE));
        Path file = Files.createFile(directory.resolve("file"));
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file)) {
            CompletableFuture<Integer> read = new CompletableFuture<>();
            channel.read(ByteBuffer.allocate(1), 0, "asynchronous-file-callback", new Notes(read));
            read.get();
        }
        Files.delete(file);
        Files.delete(directory);
    }

    private void asynchronousSockets() throws Exception {
        AsynchronousServerSocketChannel server =
                AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        kept.add(server);
        CompletableFuture<Integer> accepted = new CompletableFuture<>();
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
        kept.add(client);
        server.accept();
        client.connect(server.getLocalAddress()).get();
        ByteBuffer byteToRead = ByteBuffer.allocate(1);
        client.read(byteToRead, "asynchronous-socket-callback", new Notes(accepted));
        client.shutdownInput();
        accepted.get();
    }

    /** Notes who completes an operation. */
    private final class Notes implements CompletionHandler<Integer, String> {
        private final CompletableFuture<Integer> result;

        Notes(CompletableFuture<Integer> result) {
            this.result = result;
        }

        @Override
        public void completed(Integer count, String name) {
            note(name, Thread.currentThread());
            result.complete(count);
        }

        @Override
        public void failed(Throwable cause, String name) {
            result.completeExceptionally(cause);
        }
    }

    private void recorder() throws Exception {
        Recording recording = new Recording();
        recording.start();
        kept.add(recording);
        CountDownLatch seen = new CountDownLatch(1);
        RecordingStream stream = new RecordingStream();
        stream.onFlush(() -> {
            note("jfr-stream-callback", Thread.currentThread());
            seen.countDown();
        });
        stream.startAsync();
        kept.add(stream);
        seen.await();
    }

    /** On 21 and later: a pool of virtual threads is a pool, but its threads are none of ours. */
    private void virtualThreads() throws Exception {
        ThreadFactory factory = VirtualThreads.factory("virtual-");
        if (factory == null) {
            return;
        }
        ExecutorService pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
        pool.submit(() -> {
                    note("virtual-thread-in-a-pool", Thread.currentThread());
                    Thread.sleep(1);
                    return null;
                })
                .get();
        kept.add(pool);
        Thread thread = factory.newThread(() -> note("virtual-thread", Thread.currentThread()));
        thread.start();
        thread.join();
    }

    private void ownPool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "own-pool"));
        pool.submit(() -> {}).get();
        pool.submit(() -> note("own-pool-task", Thread.currentThread())).get();
        kept.add(pool);
    }

    /** Threads that end meanwhile do not matter. */
    private void all() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            note(thread.getName().replaceAll("-?[0-9]+", ""), thread);
        }
    }

    private static void afterMain() {
        try {
            while (!seesTheEndOfMain()) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        System.exit(0);
    }

    private static boolean seesTheEndOfMain() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("DestroyJavaVM")) {
                System.out.println("DestroyJavaVM managed=" + isManaged(thread));
                return true;
            }
        }
        return false;
    }

    private static void atShutdown() {
        System.out.println("shutdown-hook managed=" + isManaged(Thread.currentThread()));
    }
}
