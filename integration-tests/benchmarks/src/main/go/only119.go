// SPDX-License-Identifier: Apache-2.0

//go:build go1.19 && !go1.20

package main

import "unsafe"

//go:linkname entersyscallblock runtime.entersyscallblock
func entersyscallblock()

//go:linkname systemstack runtime.systemstack
//go:noescape
func systemstack(fn func())

//go:linkname forEachP runtime.forEachP
func forEachP(fn func(p unsafe.Pointer))

//go:linkname semacquire runtime.semacquire
func semacquire(addr *uint32)

//go:linkname semrelease runtime.semrelease
func semrelease(addr *uint32)

//go:linkname worldsema runtime.worldsema
var worldsema uint32

func init() {
	hardCall = blockingCall
	forEach = forEachProcessor
}

//go:noinline
func blockingCall() {
	entersyscallblock()
	exitsyscall()
}

// As gcMarkDone calls it: world semaphore held, on the system stack.
func forEachProcessor() {
	semacquire(&worldsema)
	systemstack(func() { forEachP(func(unsafe.Pointer) {}) })
	semrelease(&worldsema)
}
