// SPDX-License-Identifier: Apache-2.0

// Command suite does the work of Program.java with goroutines: it takes the same arguments and prints the same line.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

var arguments = map[string]string{}

func number(name string) int {
	value, err := strconv.Atoi(arguments[name])
	if err != nil {
		fail("not a number: " + name + "=" + arguments[name])
	}
	return value
}

func fail(what string) {
	fmt.Fprintln(os.Stderr, what)
	os.Exit(2)
}

func main() {
	for _, word := range os.Args[1:] {
		parts := strings.SplitN(word, "=", 2)
		arguments[parts[0]] = parts[1]
	}
	body, check := newBody()
	t := &tally{body: body, nanos: make([]int64, 1<<22)}
	start(t)

	time.Sleep(time.Duration(number("warm-up-millis")) * time.Millisecond)
	t.measuring.Store(true)
	before := look(t)
	time.Sleep(time.Duration(number("millis")) * time.Millisecond)
	after := look(t)
	t.measuring.Store(false)
	t.stopping.Store(true)
	t.awaitEnd()
	if runs := t.runs.Load(); !check(runs) {
		fail("lost: runs=" + strconv.FormatInt(runs, 10))
	}

	seconds := after.at.Sub(before.at).Seconds()
	t.sort()
	fmt.Printf("figures=per_second=%f p50_ms=%f p99_ms=%f p999_ms=%f switches_per_second=%f peak_threads=%d cpus=%f"+
		" cpu_us_per_task=%f resident_mb=%f throttled_ms=%f\n",
		float64(after.completed-before.completed)/seconds, t.millis(0.5), t.millis(0.99), t.millis(0.999),
		float64(after.switches-before.switches)/seconds, status("Threads:"), (after.cpu-before.cpu)/seconds,
		(after.cpu-before.cpu)*1e6/float64(after.completed-before.completed),
		float64(status("VmHWM:"))/1024, after.throttled-before.throttled)
}
