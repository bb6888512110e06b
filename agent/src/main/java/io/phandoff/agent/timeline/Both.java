// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

/** Gives all to two. */
record Both(Consumer first, Consumer second) implements Consumer {
    @Override
    public void run(int processor, long from, long to, String worker, String pool, String ended) {
        first.run(processor, from, to, worker, pool, ended);
        second.run(processor, from, to, worker, pool, ended);
    }

    @Override
    public void sample(int processor, long at, long interval, String status) {
        first.sample(processor, at, interval, status);
        second.sample(processor, at, interval, status);
    }

    @Override
    public void retake(
            int processor, long at, String cause, String worker, String pool, String call, String topFrames) {
        first.retake(processor, at, cause, worker, pool, call, topFrames);
        second.retake(processor, at, cause, worker, pool, call, topFrames);
    }

    @Override
    public void waited(long from, long to, long thread, String worker, String pool, boolean resumes, int processor) {
        first.waited(from, to, thread, worker, pool, resumes, processor);
        second.waited(from, to, thread, worker, pool, resumes, processor);
    }

    @Override
    public void call(long from, long to, long thread, String worker, String pool, String call, int processor) {
        first.call(from, to, thread, worker, pool, call, processor);
        second.call(from, to, thread, worker, pool, call, processor);
    }

    @Override
    public void mark(long from, long to, String kind, String text) {
        first.mark(from, to, kind, text);
        second.mark(from, to, kind, text);
    }

    @Override
    public void gauge(long at, String pool, String name, long value) {
        first.gauge(at, pool, name, value);
        second.gauge(at, pool, name, value);
    }

    @Override
    public void counter(String name, long value) {
        first.counter(name, value);
        second.counter(name, value);
    }

    @Override
    public void blocked(String pool, String call, long nanos) {
        first.blocked(pool, call, nanos);
        second.blocked(pool, call, nanos);
    }

    @Override
    public void lost(long from, long to, long runs, String reason) {
        first.lost(from, to, runs, reason);
        second.lost(from, to, runs, reason);
    }
}
