// SPDX-License-Identifier: Apache-2.0

package main

import (
	"sort"
	"sync/atomic"
	"time"
)

// What a body returns when it is not the latency in nanoseconds; as in Body.java.
const (
	whole     = -1
	untimed   = -2
	uncounted = -3
)

type body func(number int64) int64

type tally struct {
	body                              body
	submitted, ended, runs, completed atomic.Int64
	measuring, stopping               atomic.Bool
	nanos                             []int64
	samples                           atomic.Int64
}

// run runs a task that was submitted, but not after the stop; it says which.
func (t *tally) run(number int64, intended time.Time) bool {
	defer t.ended.Add(1)
	if t.stopping.Load() {
		return false
	}
	outcome := t.body(number)
	t.runs.Add(1)
	if outcome != uncounted {
		t.completed.Add(1)
	}
	if t.measuring.Load() && outcome > untimed {
		if outcome == whole {
			outcome = time.Since(intended).Nanoseconds()
		}
		t.add(outcome)
	}
	return true
}

func (t *tally) add(nanos int64) {
	if i := t.samples.Add(1) - 1; i < int64(len(t.nanos)) {
		t.nanos[i] = nanos
	}
}

func (t *tally) awaitEnd() {
	for deadline := time.Now().Add(time.Minute); t.ended.Load() != t.submitted.Load(); {
		if time.Now().After(deadline) {
			fail("tasks never ended")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (t *tally) sort() {
	count := t.samples.Load()
	if count > int64(len(t.nanos)) {
		count = int64(len(t.nanos))
	}
	t.nanos = t.nanos[:count]
	sort.Slice(t.nanos, func(i, j int) bool { return t.nanos[i] < t.nanos[j] })
}

func (t *tally) millis(share float64) float64 {
	if len(t.nanos) == 0 {
		return 0
	}
	return float64(t.nanos[int(float64(len(t.nanos)-1)*share)]) / 1e6
}
