// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * The kinds of blocking call that the runtime tells apart, as small ints that rewritten bytecode can push as constants.
 *
 * <p>The numbers are part of the contract between the agent's hook table and {@link Hooks}; they index the per-kind
 * counters and never change within a release.
 */
public final class CallKind {
    /** {@code LockSupport.park} for anything but a lock: a message, a condition, a result. */
    public static final int PARK = 0;
    /** {@code LockSupport.park} of a thread that queues for a lock of java.util.concurrent. */
    public static final int LOCK = 1;
    /** {@code Object.wait}. */
    public static final int WAIT = 2;
    /** {@code Thread.sleep}. */
    public static final int SLEEP = 3;
    /** A selection that may block. */
    public static final int SELECT = 4;
    /** Accepting a connection. */
    public static final int ACCEPT = 5;
    /** Opening a connection. */
    public static final int CONNECT = 6;
    /** Reading from a stream socket. */
    public static final int SOCKET_READ = 7;
    /** Writing to a stream socket. */
    public static final int SOCKET_WRITE = 8;
    /** Sending or receiving a datagram. */
    public static final int DATAGRAM = 9;
    /** Reading from or writing to a pipe channel. */
    public static final int PIPE = 10;
    /** Reading from a file or a stream that looks like one. */
    public static final int FILE_READ = 11;
    /** Writing to a file or a stream that looks like one. */
    public static final int FILE_WRITE = 12;
    /** Opening a file. */
    public static final int FILE_OPEN = 13;
    /** A name service look-up. */
    public static final int DNS = 14;
    /** Starting a process. */
    public static final int PROCESS = 15;
    /** Any other call. */
    public static final int OTHER = 16;
    /** Copying a file. */
    public static final int FILE_COPY = 17;
    /** Writing a file's content through to the device. */
    public static final int FILE_SYNC = 18;
    /** Looking at, listing, making, moving and deleting files. */
    public static final int FILE_METADATA = 19;
    /** Closing a file or a socket. */
    public static final int CLOSE = 20;
    /** The number of kinds; every kind is in {@code 0..COUNT-1}. */
    public static final int COUNT = 21;

    private static final String[] NAMES = {
        "park",
        "lock",
        "wait",
        "sleep",
        "select",
        "accept",
        "connect",
        "socket-read",
        "socket-write",
        "datagram",
        "pipe",
        "file-read",
        "file-write",
        "file-open",
        "dns",
        "process",
        "other",
        "file-copy",
        "file-sync",
        "file-metadata",
        "close"
    };

    private CallKind() {}

    /**
     * The name of a kind as logs show it.
     *
     * @param kind one of the constants of this class
     * @return its name in lower case with dashes
     * @throws ArrayIndexOutOfBoundsException if the kind is not in {@code 0..COUNT-1}
     */
    public static String name(int kind) {
        return NAMES[kind];
    }
}
