// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

/** Where in a hooked method the calls of {@link io.phandoff.runtime.Hooks} are put. */
public enum Shape {
    /** Enter at the method's entry, exit at every way out of it. */
    AROUND,
    /** As {@link #AROUND}; an overload whose first argument is a blocker passes it on, so that locks can be told apart. */
    AROUND_PARK,
    /** As {@link #AROUND}; the object whose method it is, on which is waited, is passed on. */
    AROUND_WAIT,
    /** Around a method that does not block and in which the thread must not be gated: hooks inside do nothing. */
    AROUND_UNGATED,
    /** Enter at the entry of a method whose first argument says whether the call that follows may block. */
    BEGIN_IF,
    /** Exit, under the same condition, at every way out of the method that ends what {@link #BEGIN_IF} began. */
    END_IF,
    /** Nothing is put in: the method hands its condition to another {@link #END_IF} method of its class, which is checked. */
    END_IF_DELEGATED,
    /** Enter where the method returns normally: its caller opens the try block only after it. */
    BEGIN,
    /** Exit at every way out of the method that ends what {@link #BEGIN} or {@link #BEGIN_AT_ENTRY} began. */
    END,
    /** Enter at the entry of a method that is called inside the try block whose finally calls {@link #END}. */
    BEGIN_AT_ENTRY,
    /** Around a method that starts the thread whose method it is; every way out passes that thread on, too. */
    THREAD_START,
    /** At the entry of the method that a thread runs last. */
    THREAD_END,
    /** The method's own calls of the natives {@code wait(long)} and {@code sleep(long)} are led to their Java wrappers. */
    CALL_SITES
}
