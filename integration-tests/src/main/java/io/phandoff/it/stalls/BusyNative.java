// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * For the agent with one processor, strict: a worker computes in native code and in intrinsics while workers of another
 * pool wait for the processor. Arguments: milliseconds for each kind of work, plain threads that compete for the CPUs.
 *
 * <p>Prints the work done and, behind it, how often sysmon has retaken, by cause.
 */
public final class BusyNative {

    private static final int SIZE = 8 << 20;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final byte[] input = new byte[SIZE];
    private final byte[] output = new byte[SIZE + 64];
    private final ExecutorService busy = Executors.newFixedThreadPool(1);
    private final ExecutorService others = Executors.newFixedThreadPool(1);
    private volatile boolean done;

    /** Some work on all of the input. */
    private interface Work {
        void run() throws GeneralSecurityException;
    }

    private BusyNative() {
        new Random(1).nextBytes(input);
        for (int i = 0; i < SIZE; i++) {
            input[i] &= 15; // so that there is something to compress
        }
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        BusyNative program = new BusyNative();
        long millis = Long.parseLong(args[0]);
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            Thread noise = new Thread(program::spin, "noise-" + i);
            noise.setDaemon(true);
            noise.start();
        }
        program.measure("deflate", millis, program::deflate);
        program.measure("crc", millis, program::checksum);
        program.measure("digest", millis, program::digest);
        program.measure("cipher", millis, program::encrypt);
        program.done = true;
        program.busy.shutdown();
        program.others.shutdown();
    }

    private void spin() {
        while (!done) {
            Thread.onSpinWait();
        }
    }

    private void measure(String name, long millis, Work work) throws Exception {
        work.run(); // loads what it needs, unmanaged
        long[] before = HandoffRuntime.snapshot().retakes();
        CountDownLatch waited = new CountDownLatch(1);
        Future<Integer> worker = busy.submit(() -> repeat(millis, work, waited));
        while (!worker.isDone()) {
            others.submit(() -> {}).get();
            waited.countDown();
        }
        worker.get();
        long[] after = HandoffRuntime.snapshot().retakes();
        StringBuilder line = new StringBuilder(name).append(" waited=").append(waited.getCount() == 0);
        for (int cause = 0; cause < after.length; cause++) {
            line.append(' ').append(StatsSnapshot.RETAKE_CAUSES.get(cause)).append('=');
            line.append(after[cause] - before[cause]);
        }
        System.out.println(line);
    }

    /** For that time, and until somebody has waited: whoever makes others wait may come late. */
    private static int repeat(long millis, Work work, CountDownLatch waited) throws GeneralSecurityException {
        long begin = System.nanoTime();
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        int times = 0;
        while (System.nanoTime() - begin < (waited.getCount() == 0 ? nanos : LIMIT_NANOS)) {
            work.run();
            times++;
        }
        return times;
    }

    private void deflate() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(input);
        deflater.finish();
        while (!deflater.finished()) {
            deflater.deflate(output);
        }
        deflater.end();
    }

    private void checksum() {
        CRC32 crc = new CRC32();
        crc.update(input);
    }

    private void digest() throws GeneralSecurityException {
        MessageDigest.getInstance("SHA-256").digest(input);
    }

    private void encrypt() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"), new IvParameterSpec(new byte[16]));
        cipher.doFinal(input, 0, SIZE, output, 0);
    }
}
