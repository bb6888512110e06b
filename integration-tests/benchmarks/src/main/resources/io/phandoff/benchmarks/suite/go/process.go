// SPDX-License-Identifier: Apache-2.0

package main

import (
	"math"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

type moment struct {
	at                  time.Time
	completed, switches int64
	cpu, throttled      float64
}

func look(t *tally) moment {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		fail(err.Error())
	}
	return moment{
		at:        time.Now(),
		completed: t.completed.Load(),
		switches:  int64(use.Nvcsw + use.Nivcsw),
		cpu:       seconds(use.Utime) + seconds(use.Stime),
		throttled: throttledMillis(),
	}
}

func seconds(t syscall.Timeval) float64 {
	return float64(t.Sec) + float64(t.Usec)/1e6
}

// status is a number of /proc/self/status; 0 if there is none.
func status(name string) int64 {
	return value("/proc/self/status", name)
}

func throttledMillis() float64 {
	file := arguments["cpu-stat"]
	if file == "" {
		return math.NaN()
	}
	return float64(value(file, "throttled_time"))/1e6 + float64(value(file, "throttled_usec"))/1e3
}

func value(file, name string) int64 {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(bytes), "\n") {
		fields := strings.Fields(line)
		if len(fields) > 1 && fields[0] == name {
			n, _ := strconv.ParseInt(fields[1], 10, 64)
			return n
		}
	}
	return 0
}
