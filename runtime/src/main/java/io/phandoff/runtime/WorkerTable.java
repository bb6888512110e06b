// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The managed workers by thread: the look-up that each hook begins with.
 *
 * <p>A hash table by thread id, with chains of immutable nodes. Compared with a {@code ThreadLocal} it leaves nothing in
 * the maps of threads that are not managed, survives pools that erase their workers' thread locals, and a virtual
 * thread costs the same few nanoseconds as any other thread that is not in it.
 *
 * <p><b>Threads.</b> Any thread looks up. Workers add and remove themselves, under this object's monitor.
 *
 * <p><b>Invariants.</b> I1: a thread that has added itself finds itself until it removes itself: nodes are final, a chain
 * is changed by putting a new head, and a larger table is filled before it is published; or until the runtime ends. I2: a thread that never added
 * itself never finds anything, whatever it reads, for the node must name that very thread.
 *
 * <p><b>Memory modes.</b> {@code table}: volatile. Its elements: plain, safe because of the final fields of the nodes and
 * because a thread's own node was written by itself or reached through {@code table}.
 */
final class WorkerTable {
    private static final int MIN_SIZE = 64;

    private volatile Node[] table = new Node[MIN_SIZE];
    private int size;
    private int peak;
    private boolean closed;

    private static final class Node {
        /** As in the worker; here it saves each hook a load that depends on another. */
        final Thread thread;

        final Worker worker;
        final Node next;

        Node(Worker worker, Node next) {
            thread = worker.thread;
            this.worker = worker;
            this.next = next;
        }
    }

    /** The worker of a thread, null if it is not managed. No loop here: this is compiled into each method that has a hook. */
    Worker get(Thread thread) {
        Node[] nodes = table;
        Node node = nodes[index(thread, nodes.length)];
        if (node == null) {
            return null;
        }
        if (node.thread == thread) {
            return node.worker;
        }
        return node.next == null ? null : find(thread, node.next);
    }

    @DontInline
    private static Worker find(Thread thread, Node first) {
        for (Node node = first; node != null; node = node.next) {
            if (node.thread == thread) {
                return node.worker;
            }
        }
        return null;
    }

    // Thread.threadId() is not in 17; a subclass that overrides getId() inconsistently is merely not found, hence
    // unmanaged
    private static int index(Thread thread, int length) {
        return (int) thread.getId() & (length - 1);
    }

    /** Adds a worker; false if none is taken any more. */
    synchronized boolean add(Worker worker) {
        if (closed) {
            return false;
        }
        Node[] nodes = table;
        if (size >= nodes.length) {
            Node[] larger = new Node[nodes.length * 2];
            for (Node head : nodes) {
                for (Node node = head; node != null; node = node.next) {
                    put(larger, node.worker);
                }
            }
            nodes = larger;
        }
        put(nodes, worker);
        table = nodes;
        size++;
        peak = Math.max(peak, size);
        return true;
    }

    /** Takes workers (again), counted anew. */
    synchronized void open() {
        closed = false;
        peak = size;
    }

    /** Forgets all workers and takes none until {@link #open}; those that were there. */
    synchronized List<Worker> close() {
        List<Worker> workers = all();
        closed = true;
        size = 0;
        table = new Node[MIN_SIZE];
        return workers;
    }

    private static void put(Node[] nodes, Worker worker) {
        int index = index(worker.thread, nodes.length);
        nodes[index] = new Node(worker, nodes[index]);
    }

    /** Removes a worker; false if it was not in. */
    synchronized boolean remove(Worker worker) {
        Node[] nodes = table;
        int index = index(worker.thread, nodes.length);
        Node rest = null;
        boolean found = false;
        for (Node node = nodes[index]; node != null; node = node.next) {
            if (node.worker == worker) {
                found = true;
            } else {
                rest = new Node(node.worker, rest);
            }
        }
        if (found) {
            nodes[index] = rest;
            size--;
        }
        return found;
    }

    synchronized int size() {
        return size;
    }

    synchronized int peak() {
        return peak;
    }

    /** All workers at one moment; allocates, for sysmon's slow looks, growth and snapshots. */
    synchronized List<Worker> all() {
        List<Worker> workers = new ArrayList<>(size);
        for (Node head : table) {
            for (Node node = head; node != null; node = node.next) {
                workers.add(node.worker);
            }
        }
        return workers;
    }
}
