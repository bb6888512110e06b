// SPDX-License-Identifier: Apache-2.0

// Command benchmarks does to Go's scheduler what the JMH benchmarks beside it do to phandoff's, and prints one line:
// the median and the 99th percentile (calls: the mean, twice) of one operation in nanoseconds.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"sync"
	"time"
)

// Only where the version of Go is known well enough (only119.go).
var hardCall, forEach func()
var switchTo func(declared, calm, other bool)

var stats runtime.MemStats

func main() {
	what := flag.String("what", "", "soft, hard, resize, stop, foreach, handoff or retake")
	threads := flag.Int("threads", 1, "threads that make calls")
	procs := flag.Int("procs", 2, "GOMAXPROCS; resize: before")
	to := flag.Int("to", 0, "GOMAXPROCS after the resize")
	load := flag.String("load", "idle", "idle, burn_1us, burn_10us or calls")
	calm := flag.Bool("calm", false, "retake: after 60 ms without one")
	other := flag.Bool("other", false, "handoff: to a thread on another CPU")
	millis := flag.Int("millis", 200, "how long to measure")
	flag.Parse()

	debug.SetGCPercent(-1)
	runtime.GOMAXPROCS(*procs)
	startLoad(*load)
	duration := time.Duration(*millis) * time.Millisecond
	nothing := func() {}
	switch *what {
	case "soft":
		calls(*threads, duration, softCall)
	case "hard":
		calls(*threads, duration, supported(hardCall))
	case "resize":
		operations(duration, func() { runtime.GOMAXPROCS(*to) }, func() { runtime.GOMAXPROCS(*procs) })
	case "stop":
		operations(duration, func() { runtime.ReadMemStats(&stats) }, nothing)
	case "foreach":
		operations(duration, supported(forEach), nothing)
	case "handoff", "retake":
		if switchTo == nil {
			supported(nil)
		}
		switchTo(*what == "handoff", *calm, *other)
	default:
		fmt.Fprintln(os.Stderr, "unknown benchmark:", *what)
		os.Exit(2)
	}
}

func supported(f func()) func() {
	if f == nil {
		fmt.Fprintln(os.Stderr, "not known for", runtime.Version())
		os.Exit(3)
	}
	return f
}

// Between two operations; as in UnderLoad.java, which says why.
const gap = 200 * time.Microsecond

func operations(duration time.Duration, timed, between func()) {
	samples := make([]int64, 0, 1<<20)
	warm := time.Now().Add(duration / 4)
	end := warm.Add(duration)
	for start := time.Now(); start.Before(end) && len(samples) < cap(samples); {
		start = time.Now()
		timed()
		nanos := time.Since(start).Nanoseconds()
		if start.After(warm) {
			samples = append(samples, nanos)
		}
		between()
		for start := time.Now(); time.Since(start) < gap; {
		}
	}
	if len(samples) == 0 {
		fmt.Fprintln(os.Stderr, "not one operation in", duration)
		os.Exit(4)
	}
	sort.Slice(samples, func(i, j int) bool { return samples[i] < samples[j] })
	report(float64(samples[len(samples)/2]), float64(samples[len(samples)*99/100]))
}

// The mean time of a call as one thread sees it.
func calls(threads int, duration time.Duration, call func()) {
	const batch = 1000
	nanos := make([]float64, threads)
	var ready, done sync.WaitGroup
	ready.Add(threads)
	done.Add(threads)
	for t := 0; t < threads; t++ {
		go func(t int) {
			runtime.LockOSThread()
			defer done.Done()
			ready.Done()
			ready.Wait()
			var counted int
			var from time.Time
			warm := time.Now().Add(duration / 4)
			for end := warm.Add(duration); ; {
				now := time.Now()
				if from.IsZero() && now.After(warm) {
					from, counted = now, 0
				}
				if now.After(end) {
					nanos[t] = float64(now.Sub(from).Nanoseconds()) / float64(counted)
					return
				}
				for i := 0; i < batch; i++ {
					call()
				}
				counted += batch
			}
		}(t)
	}
	done.Wait()
	sum := 0.0
	for _, each := range nanos {
		sum += each
	}
	report(sum/float64(threads), sum/float64(threads))
}

func report(median, p99 float64) {
	fmt.Printf("%.1f %.1f\n", median, p99)
}
