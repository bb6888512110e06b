// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net"
	"sync"
	"time"
)

// burner does CPU work of so many microseconds, the steps of Burn.java, and checks the result.
func burner(micros int) func() {
	steps := uint64(micros) * uint64(number("steps"))
	expected := burn(steps)
	return func() {
		if burn(steps) != expected {
			fail("wrong result")
		}
	}
}

func burn(steps uint64) uint64 {
	x := steps | 1
	for i := uint64(0); i < steps; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// newBody returns what a task does, and what says of a number of runs whether they are all that was done.
func newBody() (body, func(int64) bool) {
	anything := func(int64) bool { return true }
	switch arguments["work"] {
	case "starved":
		half, block := burner(number("cpu")), blocker()
		return func(int64) int64 {
			half()
			block()
			half()
			return whole
		}, anything
	case "mixed":
		short, long, block, every := burner(number("cpu")/2), burner(number("long-cpu")/2), blocker(), int64(number("every"))
		return func(n int64) int64 {
			half, outcome := short, int64(whole)
			if n%every == every-1 {
				half, outcome = long, untimed
			}
			half()
			block()
			half()
			return outcome
		}, anything
	case "lock", "monitor":
		return convoy(burner(number("cpu")))
	case "memory":
		return memory(number("in-flight"), number("kb")*1024/8)
	}
	fail("no such work: " + arguments["work"])
	return nil, nil
}

func blocker() func() {
	pause := time.Duration(number("ms")) * time.Millisecond
	switch arguments["block"] {
	case "none":
		return func() {}
	case "sleep", "park":
		return func() { time.Sleep(pause) }
	case "socket":
		return echo()
	}
	fail("no such block: " + arguments["block"])
	return nil
}

// echo asks the server over connections that are kept and used again.
func echo() func() {
	idle := make(chan net.Conn, 1<<16)
	connect := func() net.Conn {
		conn, err := net.Dial("tcp", "127.0.0.1:"+arguments["echo"])
		if err != nil {
			fail(err.Error())
		}
		return conn
	}
	for i := 0; arguments["in-flight"] != "" && i < number("in-flight"); i++ {
		idle <- connect()
	}
	return func() {
		var conn net.Conn
		select {
		case conn = <-idle:
		default:
			conn = connect()
		}
		answer := []byte{'?'}
		if _, err := conn.Write(answer); err != nil {
			fail(err.Error())
		}
		if _, err := conn.Read(answer); err != nil {
			fail(err.Error())
		}
		idle <- conn
	}
}

func convoy(half func()) (body, func(int64) bool) {
	var lock sync.Mutex
	count := int64(0)
	return func(int64) int64 {
		half()
		start := time.Now()
		lock.Lock()
		defer lock.Unlock()
		waited := time.Since(start).Nanoseconds()
		count++
		half()
		return waited
	}, func(runs int64) bool { return count == runs }
}

func memory(slots, words int) (body, func(int64) bool) {
	const passes = 8
	all := make([][]int64, slots)
	for i := range all {
		all[i] = make([]int64, words)
	}
	return func(number int64) int64 {
			own := all[number%int64(slots)]
			for pass := 0; pass < passes; pass++ {
				for i := range own {
					own[i]++
				}
			}
			return whole
		}, func(runs int64) bool {
			sum := int64(0)
			for _, own := range all {
				sum += own[words-1]
			}
			return sum == runs*passes
		}
}
