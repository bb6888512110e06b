// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

/**
 * Space before the fields of a subclass, so that those of two objects that lie side by side are never in one cache line, nor
 * in the pair of lines that a prefetcher fetches together. ({@code @Contended} needs a flag.)
 */
@SuppressWarnings("unused") // all of it
abstract class Padded {
    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
    private long p8;
    private long p9;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
}
