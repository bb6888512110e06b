/* SPDX-License-Identifier: Apache-2.0
 *
 * Words, ghosts and the changes of a word. Each change is one step, as it is one CAS in Processor.java: a d_step that
 * reads, compares and writes. The rest of a d_step is ghost: it checks and records, no thread decides by it.
 *
 * Ticks. A tick is a number that never comes back while anybody remembers it. So the next tick is the smallest that nobody
 * remembers (in holding, mine, granted, seen). That keeps ticks small, and is exact: only equality is ever asked for.
 */
#ifndef WORKERS
#define WORKERS 3
#endif
#ifndef TOKENS
#define TOKENS 2
#endif
#ifndef ROUNDS
#define ROUNDS 0
#endif
#define FOREACH 1
#define STOPWORLD 2
#define SHRINK 3
#define GROW 4
#if defined(OP2)
#define OPS 2
#elif defined(OP1)
#define OPS 1
#define OP2 0
#else
#define OPS 0
#define OP1 0
#define OP2 0
#endif

/* status */
#define IDLE 0
#define RUNNING 1
#define SYSCALL 2
#define STOPPED 3
#define DEAD 4
/* what a RUNNING word asks of its holder */
#define NOASK 0
#define SAFE 1
#define STOP 2
#define GIVE_UP 3
/* state of a waiter */
#define NONE 0
#define WAITING 1
#define SIGNALLED 2
#define GRANTED 3
/* how a worker gives its token up */
#define SOFT 0
#define HARD 1
#define KEEP 2
#define OWN 3

/* a holding: token and tick in one number, 0 none */
#define TICKS 10
#define STRAYED 255
#define OC 254
#define R(p, t) ((p) * TICKS + (t) + 1)
#define PROC(h) (((h) - 1) / TICKS)
#define STORE(q) ((q) + 1)
#define DETACHED 255
#define REAL(h) ((h) != 0 && (h) < OC)
#ifdef BREAK_ABA
#define SAME(h) true
#else
#define SAME(h) (R(PROC(h), tk[PROC(h)]) == (h))
#endif

byte st[TOKENS], tk[TOKENS], ask[TOKENS];
byte count = TOKENS;
#ifdef SKIP_DYING
byte limit = TOKENS;            /* workers take none from here on: lowered before a shrink, count after it */
#define LIMIT limit
#else
#define LIMIT count
#endif
byte holding[WORKERS];          /* shared: what the worker says it holds */
byte mine[WORKERS];             /* its own: holding or oldHolding */
byte loc[WORKERS];              /* its own: the local storage it uses, a token's (STORE(p)), DETACHED, or 0 */
byte wst[WORKERS], granted[WORKERS];
byte seen[2];                   /* what a thief has seen: sysmon, the world's owner */
byte world;                     /* who owns the world, 0 nobody */
bool stopping;
bool done[TOKENS];              /* forEachP: has run */
bool kept[TOKENS];              /* the stopper: I stopped it */
byte opsRun;
#ifdef STALL
bool stalled[WORKERS];          /* Thread.getState() is BLOCKED or WAITING in user code */
#define STALLED(i) stalled[i]
#else
#define STALLED(i) false
#endif
#ifdef FINE
bool queued[WORKERS];
#endif
#ifdef BREAK_SHARED_COUNTER
byte left;
#endif

/* Without a thief nobody else looks at a worker's holding: then clearing and setting it need no step of their own. */
#if defined(STALL) || defined(FORCE)
#define THIEVES
#define QUIETLY(x) skip
#else
#define QUIETLY(x) x
#endif

/* ghosts */
byte owner[TOKENS];             /* whose hands it is in: 0 nobody, worker + 1, WORKERS + 1 sysmon, WORKERS + 2 an owner of its own */
#define TRANSIT 99
bool running[WORKERS];          /* in user code */
bool inAction;
bool ran[TOKENS];
#if OP1 == SHRINK || OP2 == SHRINK
bool dirty[TOKENS], dirtyOwn[WORKERS];      /* something is stored there: with a token, with a stray worker */
#define SET_DIRTY(q, value) dirty[q] = value
#define SET_DIRTY_OWN(w, value) dirtyOwn[w] = value
#define IS_DIRTY(q) dirty[q]
#else
#define SET_DIRTY(q, value) skip
#define SET_DIRTY_OWN(w, value) skip
#define IS_DIRTY(q) false
#endif
hidden byte n;

#if WORKERS > 2
#define ALL(f, x) (f(0, x) && f(1, x) && f(2, x))
#define ANY(f, x) (f(0, x) || f(1, x) || f(2, x))
#else
#define ALL(f, x) (f(0, x) && f(1, x))
#define ANY(f, x) (f(0, x) || f(1, x))
#endif

#define REMEMBERS(i, h) (holding[i] == (h) || mine[i] == (h) || granted[i] == (h))
#define NAMED(h) (ANY(REMEMBERS, h) || seen[0] == (h) || seen[1] == (h))
#define HOLDS_NOT(i, h) (holding[i] != (h))
#define NOT_HELD(p) ALL(HOLDS_NOT, R(p, tk[p]))
#define NOT_ON(i, p) !(running[i] && REAL(holding[i]) && PROC(holding[i]) == (p))
#define WAITS_NOT(i, x) (wst[i] != WAITING)
#define NOBODY_WAITS ALL(WAITS_NOT, 0)
#define RUNS_NOT(i, x) !running[i]
#define STORE_FREE(i, s) !(running[i] && loc[i] == (s))
#define REFERS_NOT(i, s) (loc[i] != (s))

#define CAN_PUBLISH(h) (st[PROC(h)] == RUNNING && ask[PROC(h)] == NOASK && SAME(h))
#define IN_MY_CALL(h) (st[PROC(h)] == SYSCALL && SAME(h))
#define ASKED(h, what) (st[PROC(h)] == RUNNING && ask[PROC(h)] == what && SAME(h))
#define FREE(p) (st[p] == IDLE || st[p] == SYSCALL)
#define CAN_ASK(p) (st[p] == RUNNING && ask[p] == NOASK)
#ifdef FORCE
#define VICTIM(i, p) (holding[i] == R(p, tk[p]))
#else
#define VICTIM(i, p) (holding[i] == R(p, tk[p]) && STALLED(i))
#endif
#define MAY_FORCE(p) (st[p] == RUNNING && ANY(VICTIM, p))

inline tick(q) {
    n = 0;
    do
    :: NAMED(R(q, n)) -> n++
    :: else -> break
    od;
    assert(n < TICKS);
    tk[q] = n
}

/* I1: no worker's holding names a token that stops being RUNNING */
inline leaveRunning(q) {
    assert(NOT_HELD(q));
    ask[q] = NOASK
}

inline toIdle(q, who) {
    assert(owner[q] == who);
    leaveRunning(q);
    st[q] = IDLE; owner[q] = 0; tick(q)
}

inline toIdleFromCall(q) {
    assert(owner[q] == 0);
    st[q] = IDLE; tick(q)
}

inline toStopped(q, who) {
    leaveRunning(q);
    st[q] = STOPPED; owner[q] = who
}

inline claim(q, who) {
    assert(owner[q] == 0 && ALL(NOT_ON, q));
    st[q] = RUNNING; owner[q] = who
}

inline backFromCall(q, who) {
    assert(owner[q] == 0 && ALL(NOT_ON, q));
    st[q] = RUNNING; owner[q] = who
}

inline resume(q, who) {
    assert(st[q] == STOPPED && owner[q] == who && ALL(NOT_ON, q));
    st[q] = RUNNING; tick(q)
}

inline letGo(q, who) {
    assert(st[q] == STOPPED);
    toIdle(q, who)
}

/*
 * Local storage has one user at a time; a dead token's is empty and unused. A storage is with a token or, after a forced
 * retake, with the one worker that used it there: so it needs no name of its own.
 */
inline useStore(s) {
    assert(s == 0 || s == DETACHED || ALL(STORE_FREE, s))
}

inline flushToken(q) {
    useStore(STORE(q));
    SET_DIRTY(q, false)
}

inline flushOwn(w) {
    running[w] = false;
    useStore(loc[w]);
    if
    :: loc[w] == DETACHED -> SET_DIRTY_OWN(w, false)
    :: loc[w] == STORE(0) -> SET_DIRTY(0, false)
    :: loc[w] == STORE(1) -> SET_DIRTY(1, false)
    :: else
    fi;
    loc[w] = 0
}

/* After a forced retake from w: the old storage stays with w, which flushes it, or has done so. */
inline renewStore(q, w) {
#ifndef BREAK_STORE
    if
    :: loc[w] == STORE(q) -> loc[w] = DETACHED; SET_DIRTY_OWN(w, IS_DIRTY(q)); SET_DIRTY(q, false)
    :: else -> assert(!IS_DIRTY(q))
    fi;
    assert(ALL(REFERS_NOT, STORE(q)))
#else
    /* the new owner of the token gets the old storage */
    skip
#endif
}

/* user code of a worker: with a token that is its own, or as a stray; never while the world is stopped */
inline useToken(w) {
    assert(!inAction);
    assert(!REAL(holding[w]) || (SAME(holding[w]) && st[PROC(holding[w])] == RUNNING && owner[PROC(holding[w])] == w + 1));
    assert(!REAL(holding[w]) || loc[w] == STORE(PROC(holding[w])));
    running[w] = false;
    useStore(loc[w]);
    running[w] = true;
    if
    :: loc[w] == DETACHED -> SET_DIRTY_OWN(w, true)
    :: loc[w] == STORE(0) -> assert(st[0] != DEAD); SET_DIRTY(0, true)
    :: loc[w] == STORE(1) -> assert(st[1] != DEAD); SET_DIRTY(1, true)
    :: else
    fi
}

inline function(q, who) {
    assert(st[q] == STOPPED && owner[q] == who && ALL(NOT_ON, q));
    assert(!ran[q]);
    useStore(STORE(q));
    ran[q] = true
}

#ifdef FINE
#define enqueue(w) queued[w] = true
/* The entry is taken, then its worker's state is looked at: it may have stopped waiting. */
inline wake() {
    do
    :: d_step { queued[0] -> queued[0] = false; to = 0 }
       if
       :: d_step { wst[to] == WAITING -> wst[to] = SIGNALLED; to = 0 } break
       :: d_step { wst[to] != WAITING -> to = 0 }
       fi
    :: d_step { queued[1] -> queued[1] = false; to = 1 }
       if
       :: d_step { wst[to] == WAITING -> wst[to] = SIGNALLED; to = 0 } break
       :: d_step { wst[to] != WAITING -> to = 0 }
       fi
#if WORKERS > 2
    :: d_step { queued[2] -> queued[2] = false; to = 2 }
       if
       :: d_step { wst[to] == WAITING -> wst[to] = SIGNALLED; to = 0 } break
       :: d_step { wst[to] != WAITING -> to = 0 }
       fi
#endif
    :: else -> break
    od
}
#else
#define enqueue(w) skip
inline wake() {
    do
    :: d_step { wst[0] == WAITING -> wst[0] = SIGNALLED } break
    :: d_step { wst[1] == WAITING -> wst[1] = SIGNALLED } break
#if WORKERS > 2
    :: d_step { wst[2] == WAITING -> wst[2] = SIGNALLED } break
#endif
#ifdef GRANT
    :: d_step { wst[0] == WAITING -> to = 0 } hand()
    :: d_step { wst[1] == WAITING -> to = 1 } hand()
#if WORKERS > 2
    :: d_step { wst[2] == WAITING -> to = 2 } hand()
#endif
#endif
    :: else -> break
    od
}

/* A token is taken for a waiter: until it is handed over it is RUNNING in the giver's hands, and may be asked. */
inline hand() {
    if
    :: d_step { st[0] == IDLE -> gift = 0; claim(gift, TRANSIT) }
       handOver()
    :: d_step { LIMIT > 1 && st[1] == IDLE -> gift = 1; claim(gift, TRANSIT) }
       handOver()
    :: else -> to = 0
    fi
}

inline handOver() {
    if
    :: d_step { wst[to] == WAITING -> granted[to] = R(gift, tk[gift]); owner[gift] = to + 1; wst[to] = GRANTED; gift = 0; to = 0 }
       break
    :: d_step { wst[to] != WAITING -> to = 0 }
       giveBack(gift, TRANSIT);
       gift = 0
    fi
}
#endif

inline giveBack(q, who) {
#ifdef BREAK_TRANSIT
    /* golang/go 42237: a token in transit that is asked for is in nobody's hands */
    if
    :: d_step { ask[q] == NOASK -> toIdle(q, who) }
    :: ask[q] != NOASK
    fi
#else
    d_step { toIdle(q, who) }
#endif
}
