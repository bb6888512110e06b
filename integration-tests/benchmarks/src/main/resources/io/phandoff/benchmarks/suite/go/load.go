// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math"
	"time"
)

func start(t *tally) {
	switch arguments["load"] {
	case "closed", "endless":
		inFlight := number("in-flight")
		step := int64(inFlight)
		if arguments["load"] == "endless" {
			step = 0
		}
		for slot := 0; slot < inFlight; slot++ {
			go repeat(t, int64(slot), step)
		}
	case "open":
		go open(t, float64(number("rate")))
	default:
		fail("no such load: " + arguments["load"])
	}
}

func repeat(t *tally, number, step int64) {
	since := time.Now()
	for ; !t.stopping.Load(); number += step {
		t.submitted.Add(1)
		t.run(number, since)
		since = time.Now()
	}
}

// open starts tasks when they are to start, as OpenLoop.java and Arrivals.java do.
func open(t *tally, perSecond float64) {
	state := uint64(88172645463325252)
	gap := func() time.Duration {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		uniform := float64((state>>11)+1) / (1 << 53)
		return time.Duration(math.Round(-math.Log(uniform) * 1e9 / perSecond))
	}
	count := int64(0)
	begin := time.Now()
	slow := time.Duration(number("warm-up-millis")) * time.Millisecond / 2
	intended := begin.Add(2 * gap())
	for !t.stopping.Load() {
		if early := time.Until(intended); early > 0 {
			time.Sleep(early)
			continue
		}
		t.submitted.Add(1)
		go func(number int64, intended time.Time) {
			if !t.run(number, intended) {
				t.add(time.Since(intended).Nanoseconds())
			}
		}(count, intended)
		count++
		next := gap()
		if intended.Sub(begin) < slow {
			next *= 2
		}
		intended = intended.Add(next)
	}
}
