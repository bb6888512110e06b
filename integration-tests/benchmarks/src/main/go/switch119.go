// SPDX-License-Identifier: Apache-2.0

//go:build linux && amd64 && go1.19 && !go1.20

package main

import (
	"runtime"
	"sort"
	"syscall"
	"time"
	"unsafe"
)

//go:linkname nanotime runtime.nanotime
func nanotime() int64

const (
	warmUps      = 3000
	switches     = 4000
	calmWarmUps  = 5
	calmSwitches = 40
	calmNanos    = 60 * int64(time.Millisecond)
)

var pipeEnds [2]int
var oneByte [1]byte

func init() {
	switchTo = measureSwitches
}

// From the moment at which one goroutine blocks in a system call until the next one runs, on one P. As SwitchLatency.java:
// the next one is ready before; calm: nothing was retaken for 60 ms.
func measureSwitches(declared, calm, other bool) {
	runtime.GOMAXPROCS(1)
	if err := syscall.Pipe(pipeEnds[:]); err != nil {
		panic(err)
	}
	warm, count := warmUps, switches
	if calm {
		warm, count = calmWarmUps, calmSwitches
	}
	samples := make([]int64, 0, warm+count)
	cpus := make(map[uintptr]uintptr)
	ready := make(chan struct{})
	var begun int64
	var from uintptr
	go func() {
		for {
			if other {
				pin(cpus)
			}
			<-ready
			nanos := nanotime() - begun
			if !other || cpu() != from {
				samples = append(samples, nanos)
			}
			wakeOther()
		}
	}()
	for len(samples) < cap(samples)-1 {
		if other {
			pin(cpus)
			from = cpu()
		}
		for start := nanotime(); calm && nanotime()-start < calmNanos; {
		}
		ready <- struct{}{}
		begun = nanotime()
		if declared {
			blockDeclared()
		} else {
			blockUndeclared()
		}
	}
	samples = samples[warm:]
	sort.Slice(samples, func(i, j int) bool { return samples[i] < samples[j] })
	report(float64(samples[len(samples)/2]), float64(samples[len(samples)*99/100]))
}

//go:nosplit
func blockDeclared() {
	entersyscallblock()
	syscall.RawSyscall(syscall.SYS_READ, uintptr(pipeEnds[0]), uintptr(unsafe.Pointer(&oneByte)), 1)
	exitsyscall()
}

//go:nosplit
func blockUndeclared() {
	entersyscall()
	syscall.RawSyscall(syscall.SYS_READ, uintptr(pipeEnds[0]), uintptr(unsafe.Pointer(&oneByte)), 1)
	exitsyscall()
}

func wakeOther() {
	syscall.RawSyscall(syscall.SYS_WRITE, uintptr(pipeEnds[1]), uintptr(unsafe.Pointer(&oneByte)), 1)
}

func cpu() uintptr {
	const sysGetcpu = 309 // amd64
	var number uint32
	syscall.RawSyscall(sysGetcpu, uintptr(unsafe.Pointer(&number)), 0, 0)
	return uintptr(number)
}

// Lets each thread that comes by run on one CPU only, the first on CPU 0, the second on 1, and so on in turns.
func pin(cpus map[uintptr]uintptr) {
	thread, _, _ := syscall.RawSyscall(syscall.SYS_GETTID, 0, 0, 0)
	if _, known := cpus[thread]; known {
		return
	}
	cpus[thread] = uintptr(len(cpus) % 2)
	mask := [16]uint64{1 << cpus[thread]}
	_, _, err := syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, thread, unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	if err != 0 {
		panic(err)
	}
}
