// SPDX-License-Identifier: Apache-2.0

package main

import _ "unsafe" // for go:linkname

//go:linkname entersyscall runtime.entersyscall
func entersyscall()

//go:linkname exitsyscall runtime.exitsyscall
func exitsyscall()

// Its prologue is where a goroutine that does nothing but calls can be preempted: hence not inlined.
//
//go:noinline
func softCall() {
	entersyscall()
	exitsyscall()
}
