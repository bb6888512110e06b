// SPDX-License-Identifier: Apache-2.0

package main

// As many as the Java side has threads of load.
const loadGoroutines = 4

// About one microsecond at 2.5 GHz; the same loop and the same number as in Load.java.
const stepsPerMicro = 420

var sink [64 * loadGoroutines]uint64

func startLoad(kind string) {
	unit := 0
	switch kind {
	case "idle":
		return
	case "burn_1us":
		unit = 1 * stepsPerMicro
	case "burn_10us":
		unit = 10 * stepsPerMicro
	case "calls":
	default:
		panic("unknown load: " + kind)
	}
	for i := 0; i < loadGoroutines; i++ {
		go work(unit, &sink[64*i])
	}
}

func work(unit int, result *uint64) {
	x := uint64(88172645463325252)
	for {
		for i := 0; i < unit; i++ {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
		}
		*result = x
		softCall()
	}
}
