// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A bin of a hash map that has become a tree: who changes it parks while another thread is searching it. */
final class TreeBin {
    private static final int KEYS = 40;

    private TreeBin() {}

    /** All keys have one hash; comparing with a slow one takes until it is let go. */
    private record Key(int number, CountDownLatch comparing, CountDownLatch release) implements Comparable<Key> {
        static Key of(int number) {
            return new Key(number, null, null);
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int compareTo(Key other) {
            if (comparing != null) {
                comparing.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Conformance.note(e);
                }
            }
            return Integer.compare(number, other.number);
        }
    }

    static Call prepare() throws InterruptedException {
        ConcurrentHashMap<Key, String> map = new ConcurrentHashMap<>();
        for (int i = 0; i < KEYS; i++) {
            map.put(Key.of(i), "");
        }
        Key slow = new Key(KEYS, new CountDownLatch(1), new CountDownLatch(1));
        Others.start(() -> map.get(slow));
        slow.comparing.await();
        return Call.of(() -> map.remove(Key.of(1)), slow.release::countDown);
    }
}
