/* SPDX-License-Identifier: Apache-2.0
 *
 * What the world's owner does to all tokens: forEachP, stop-the-world, resize; and the forced retake, which sysmon does
 * too. A scan looks at one token at a time, in any order, and again until it is finished. It sleeps while there is nothing
 * it could do: the code polls, the model does without the empty polls, so a scan that waits for nothing shows as a
 * deadlock.
 */

inline look(q, victim, s) {
    seen[s] = R(q, tk[q]);
    n = 0;
    do
    :: holding[n] != seen[s] -> n++
    :: else -> break
    od;
    victim = n;
    to = ask[q]
}

/* Takes token q from a worker. First its holding, by CAS; then the word, with whatever it asks by then. victim is 254 if got. */
inline force(q, victim, s, who) {
    if
    :: d_step { holding[victim] == seen[s] -> holding[victim] = STRAYED }
       if
#ifdef BREAK_RETRY
       /* the CAS on the word is not tried again when only the request in it has changed */
       :: d_step { st[q] == RUNNING && ask[q] == to && R(q, tk[q]) == seen[s] -> seen[s] = 0; toStopped(q, who) }
#else
       :: d_step { st[q] == RUNNING && R(q, tk[q]) == seen[s] -> seen[s] = 0; toStopped(q, who) }
#endif
          d_step { renewStore(q, victim); victim = 254 }
#ifdef BREAK_RETRY
       :: d_step { !(st[q] == RUNNING && ask[q] == to && R(q, tk[q]) == seen[s]) -> seen[s] = 0; victim = 0 }
#else
       :: d_step { !(st[q] == RUNNING && R(q, tk[q]) == seen[s]) -> seen[s] = 0; victim = 0 }
#endif
       fi
    :: d_step { holding[victim] != seen[s] -> seen[s] = 0; victim = 0 }
    fi;
    to = 0
}

/*
 * The word must be read before the done flag, then changed by CAS: so the flag is that of the word, and the two are one step
 * here. The other way round, a worker may run the function and move on between the two.
 */
#ifdef BREAK_DONE_FIRST
#define OPEN(q, what) true
#else
#define OPEN(q, what) (what != SAFE || !done[q])
#endif

/* One look at token q for a purpose; ends with q STOPPED in my hands (got = true) or not. */
inline look1(q, me, what) {
    got = false;
    if
    :: d_step { FREE(q) && OPEN(q, what) -> assert(owner[q] == 0); toStopped(q, me); got = true }
    :: d_step { CAN_ASK(q) && OPEN(q, what) -> ask[q] = what }
    :: d_step { what != STOP && MAY_FORCE(q) && OPEN(q, what) -> look(q, v, 1) }
       force(q, v, 1, me);
       d_step { got = (v == 254); v = 0 }
    :: else
    fi
}
#ifdef POLL
#define WORTH(q, what) true
#else
#define WORTH(q, what) (FREE(q) || CAN_ASK(q) || (what != STOP && MAY_FORCE(q)))
#endif

#ifdef WORKER_OP
/* The owner is a worker: it takes its own token by itself. After it, got says whether it had one: STOPPED in its hands. */
inline takeOwn(w) {
    if
    :: d_step { REAL(holding[w]) -> holding[w] = 0; got = true; p = PROC(mine[w]) }
       d_step { assert(SAME(mine[w])); toStopped(p, w + 1) }
    :: d_step { holding[w] == STRAYED -> got = false }
    fi
}
#endif

inline runHere(q, me) {
    d_step { function(q, me);
             done[q] = true;
#ifdef BREAK_SHARED_COUNTER
             left--
#endif
    }
}

#ifdef BREAK_SHARED_COUNTER
#define ALL_DONE (left == 0)
#else
#define ALL_DONE (done[0] && done[1])
#endif

inline forEach(me) {
    d_step { done[0] = false; done[1] = (count < 2); ran[0] = false; ran[1] = (count < 2);
#ifdef BREAK_SHARED_COUNTER
             left = count
#endif
    }
#ifdef WORKER_OP
    takeOwn(me - 1);
    if
    :: got -> runHere(p, me);
       d_step { mine[me - 1] = 0; resume(p, me); mine[me - 1] = R(p, tk[p]) }
       holding[me - 1] = mine[me - 1]
    :: else
    fi;
#endif
#ifdef BREAK_I7
    /* I7: one scan; whoever was missed is expected to come by or to be found by somebody else */
    scanOnce(0, me); scanOnce(1, me);
    ALL_DONE;
#else
    do
    :: d_step { ALL_DONE -> skip } break
    :: d_step { !done[0] && WORTH(0, SAFE) -> p = 0 } visit(me)
    :: d_step { !done[1] && WORTH(1, SAFE) -> p = 1 } visit(me)
    od;
#endif
    if
    :: d_step { true -> assert(ran[0] && ran[1]); ran[0] = false; ran[1] = false; done[0] = false; done[1] = false; p = 0; got = false }
    fi
}

inline visit(me) {
    look1(p, me, SAFE);
    if
    :: got -> runHere(p, me); d_step { letGo(p, me) }; wake()
    :: else
    fi;
    p = 0
}

#ifdef BREAK_I7
inline scanOnce(q, me) {
    if
    :: d_step { FREE(q) -> p = q; toStopped(p, me) } runHere(p, me); d_step { letGo(p, me) }; wake()
    :: st[q] == RUNNING ->
       if
       :: d_step { CAN_ASK(q) -> ask[q] = SAFE }
       :: else
       fi
    :: else
    fi
}
#endif

#ifdef BREAK_STOP_LEAVES
#define MINE(q) (q >= count || st[q] == STOPPED)
#else
#define MINE(q) (q >= count || kept[q])
#endif
#define CLEAN(i) (holding[i] != STRAYED && holding[i] != OC)
#ifdef GIVEUP
#define TIME_UP true
#else
#define IS_STALLED(i, x) STALLED(i)
#define TIME_UP ANY(IS_STALLED, 0)
#endif

/* no worker runs without one of the tokens: a stray, or an over-committed one. v is 1 if so, 2 if the time is up */
inline lookAtWorkers() {
    do
    :: d_step { p < WORKERS && CLEAN(p) -> p++ }
    :: d_step { p < WORKERS && !CLEAN(p) && TIME_UP -> v = 2; p = 0 } break
    :: d_step { p == WORKERS -> v = 1; p = 0 } break
    od
}

inline stopWorld(me) {
    stopping = true;
#ifdef BREAK_SHARED_COUNTER
    left = count;
#endif
#ifdef WORKER_OP
    takeOwn(me - 1);
    if
    :: d_step { got -> kept[p] = true; mine[me - 1] = 0; loc[me - 1] = 0; p = 0 }
    :: d_step { !got -> flushOwn(me - 1); mine[me - 1] = 0; holding[me - 1] = 0 }
    fi;
#endif
#ifdef BREAK_SCAN_ORDER
    /* the workers are looked at before the tokens */
    lookAtWorkers();
#endif
    do
#ifdef BREAK_SCAN_ORDER
    :: d_step { v == 2 || (MINE(0) && MINE(1)) -> skip } break
#else
    :: d_step { MINE(0) && MINE(1) -> skip } lookAtWorkers(); break
#endif
    :: d_step { !MINE(0) && WORTH(0, STOP) -> p = 0 } halt(me)
    :: d_step { !MINE(1) && WORTH(1, STOP) -> p = 1 } halt(me)
    :: d_step { TIME_UP -> v = 2 } break
    od;
    got = false;
    if
    :: d_step { v == 1 -> inAction = true; assert(ALL(RUNS_NOT, 0)); assert(st[0] >= STOPPED && st[1] >= STOPPED) }
       d_step { assert(st[0] >= STOPPED && st[1] >= STOPPED); inAction = false }
    :: d_step { v == 2 -> skip }
       withdraw(0); withdraw(1)
    fi;
    d_step { v = 0; stopping = false };
    restart(0, me); restart(1, me)
}

inline halt(me) {
    look1(p, me, STOP);
    d_step { kept[p] = (kept[p] || got); got = false; p = 0 }
}

inline withdraw(q) {
    if
    :: d_step { st[q] == RUNNING && ask[q] == STOP -> ask[q] = NOASK }
    :: d_step { !(st[q] == RUNNING && ask[q] == STOP) -> skip }
    fi
}

inline restart(q, me) {
    if
#ifdef BREAK_STOP_LEAVES
    :: d_step { st[q] == STOPPED -> kept[q] = false; p = q; toIdle(p, (owner[p] == 0 -> 0 : me)); p = 0 } wake()
    :: d_step { st[q] != STOPPED -> skip }
#else
    :: d_step { kept[q] -> kept[q] = false; p = q; letGo(p, me); p = 0 } wake()
    :: d_step { !kept[q] -> skip }
#endif
    fi
}

/* 2 -> 1 tokens. A worker on token 1 moves to token 0 before it destroys its own. */
inline shrink(me) {
#ifdef SKIP_DYING
    limit = 1;
#endif
#ifdef WORKER_OP
#ifdef BREAK_I5
    /* I5: the resizer destroys the token it runs on */
    if
    :: d_step { REAL(holding[me - 1]) && PROC(mine[me - 1]) == 1 -> holding[me - 1] = 0; p = 1; toStopped(p, me); kept[1] = true }
       destroy(me);
       d_step { assert(st[PROC(mine[me - 1])] != DEAD) }                /* what it does next, it does on a dead one */
    :: else
    fi;
#else
    if
    :: d_step { REAL(holding[me - 1]) && PROC(mine[me - 1]) == 1 -> p = 0; got = false }
       do
       :: got -> break
       :: d_step { !got && WORTH(0, GIVE_UP) -> skip } look1(p, me, GIVE_UP)
       od;
       p = 1;
       if
       :: d_step { REAL(holding[me - 1]) -> holding[me - 1] = 0 }
          d_step { toStopped(p, me); kept[1] = true }
       :: d_step { holding[me - 1] == STRAYED -> flushOwn(me - 1); holding[me - 1] = 0 }
       fi;
       d_step { mine[me - 1] = 0; p = 0; resume(p, me); mine[me - 1] = R(p, tk[p]); loc[me - 1] = STORE(p) }
       holding[me - 1] = mine[me - 1]
    :: else
    fi;
#endif
#endif
    p = 1;
    do
    :: kept[1] -> break
    :: d_step { !kept[1] && WORTH(1, GIVE_UP) -> skip } look1(p, me, GIVE_UP);
       kept[1] = got
    od;
    got = false;
    destroy(me);
    p = 0
}

inline destroy(me) {
#ifndef BREAK_FLUSH
    d_step { assert(owner[1] == me); flushToken(1) };
#endif
    d_step { assert(st[1] == STOPPED && owner[1] == me && NOT_HELD(1) && !IS_DIRTY(1));
             st[1] = DEAD; owner[1] = 0; kept[1] = false; tick(p) }
    count = 1
}

inline grow() {
    d_step { assert(st[1] == DEAD); p = 1; st[1] = IDLE; tick(p); p = 0 }
    count = 2;
#ifdef SKIP_DYING
    limit = 2;
#endif
    wake()
}

inline operate(op, me) {
    if
    :: op == FOREACH -> forEach(me)
    :: op == STOPWORLD -> stopWorld(me)
    :: op == SHRINK -> shrink(me)
    :: op == GROW -> grow()
    :: op == 0
    fi
}
