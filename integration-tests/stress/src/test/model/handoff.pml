/* SPDX-License-Identifier: Apache-2.0
 *
 * The processor protocol: tokens ("processors"), the workers that run on them, the waiting, sysmon. The operations on
 * all processors are in world.pml, names and ghosts in words.pml. What is modelled and what is not: README.md.
 *
 * Options (-D): WORKERS (2, 3), TOKENS 2, ROUNDS (times through user code a worker, 0 = endless), OP1 OP2 (operations of the
 *   world's owner in this order: FOREACH, STOPWORLD, SHRINK, GROW), WORKER_OP (worker 0 is the owner, else a thread of
 *   its own), SYSMON, STALL (user code may block unseen), FORCE (also a worker that runs may lose its token), GIVEUP
 *   (stop-the-world may hit its time limit), GRANT (a freed token may be handed to a waiter), OVERCOMMIT (a waiter may run
 *   beyond the tokens), SKIP_DYING (nobody takes
 *   a token that a shrink is about to destroy), POLL (a scan also looks where there is nothing to do), FINE (queue entry and state of a waiter are two words), BREAK_... (see README.md).
 */
#include "words.pml"
#include "world.pml"

#ifdef WORKER_OP
#define MAY_STALL(w) (w != 0)
#define STILL_TO_OPERATE(w) (w == 0 && opsRun < OPS)
#else
#define MAY_STALL(w) true
#define STILL_TO_OPERATE(w) false
#endif

proctype Worker(byte me) {
    byte p, v, to, gift;
    bool got;
    byte how;                  /* how the token is given up */
    byte phase;                /* 0 looks, 1 has announced itself, 2 was signalled */
#if ROUNDS > 0
    byte round;
#endif
#ifdef WORKER_OP
    byte next;                 /* the operation to be run, 0 none */
#endif

ACQUIRE: /* exit, step 2: nobody takes up running while the world is being stopped */
    !stopping;

LOOK: /* steps 3 and 4: at every word */
#ifdef FINE
    do
    :: d_step { p < LIMIT && st[p] == IDLE -> claim(p, me + 1); mine[me] = R(p, tk[p]); loc[me] = STORE(p); QUIETLY(holding[me] = mine[me]); p = 0 }
       goto TAKEN
    :: d_step { p < LIMIT && st[p] != IDLE -> p++ }
    :: d_step { p >= LIMIT -> p = 0 } break
    od;
#else
    if
    :: d_step { st[0] == IDLE -> claim(0, me + 1); mine[me] = R(0, tk[0]); loc[me] = STORE(0); QUIETLY(holding[me] = mine[me]) }
       goto TAKEN
    :: d_step { LIMIT > 1 && st[1] == IDLE -> claim(1, me + 1); mine[me] = R(1, tk[1]); loc[me] = STORE(1); QUIETLY(holding[me] = mine[me]) }
       goto TAKEN
    :: d_step { st[0] != IDLE && (LIMIT < 2 || st[1] != IDLE) -> skip }
    fi;
#endif
#ifdef OVERCOMMIT
    if
    :: phase != 1 -> goto MINT
    :: skip
    fi;
#endif
    if
    :: phase == 1 -> goto SLEEP
    :: else
    fi;
#ifdef BREAK_I4
    /* I4: looking and queueing are not one step: the waiter does not look again once it has announced itself */
    wst[me] = WAITING; enqueue(me);
    goto SLEEP;
#else
    wst[me] = WAITING; phase = 1;
    enqueue(me);
    goto LOOK;
#endif

SLEEP:
    if
    :: d_step { wst[me] == SIGNALLED -> wst[me] = NONE; phase = 2 } goto LOOK
    :: d_step { wst[me] == GRANTED -> wst[me] = NONE; mine[me] = granted[me]; granted[me] = 0; loc[me] = STORE(PROC(mine[me])); QUIETLY(holding[me] = mine[me]);
                phase = 2 }
       goto TAKEN
    fi;

TAKEN: /* in transit: nobody can force it, for no holding names it */
    if
    :: d_step { phase == 1 && wst[me] != GRANTED -> wst[me] = NONE; phase = 2 }
    :: d_step { phase == 1 && wst[me] == GRANTED -> wst[me] = NONE; gift = granted[me]; granted[me] = 0; phase = 2 }
       giveBack(PROC(gift), me + 1);
       gift = 0
    :: d_step { phase != 1 -> skip }
    fi;
#ifdef THIEVES
    holding[me] = mine[me];
#endif
    if
    :: phase == 2 && (st[0] == IDLE || st[1] == IDLE) -> wake()         /* the signal is passed on */
    :: else
    fi;
    phase = 0;

KEPT: /* a worker that keeps its token, or has just got one, looks at its own word: a task boundary */
    if
    :: d_step { holding[me] == STRAYED -> flushOwn(me); holding[me] = 0; mine[me] = 0 } goto ACQUIRE
#ifdef OVERCOMMIT
    :: d_step { holding[me] == OC && stopping -> running[me] = false; holding[me] = 0 } goto ACQUIRE
    :: d_step { holding[me] == OC && !stopping -> running[me] = false } goto USER
#endif
    :: d_step { REAL(holding[me]) && CAN_PUBLISH(mine[me]) -> running[me] = false } goto USER
    :: d_step { REAL(holding[me]) && !CAN_PUBLISH(mine[me]) -> running[me] = false }
    fi;
#ifdef BREAK_SETTLE
    /* the holding is cleared by a plain store: a thief's STRAYED is lost, and the same holding may be put back */
    holding[me] = 0;
#else
    if
    :: d_step { holding[me] == mine[me] -> holding[me] = 0 }
    :: d_step { holding[me] != mine[me] -> skip } goto KEPT
    fi;
#endif
    how = KEEP;
    goto ATTEND;

#ifdef OVERCOMMIT
MINT: /* publishes that it runs, then looks at the stop flag (the stopper: the flag, then the workers) */
    if
    :: d_step { true -> wst[me] = NONE; holding[me] = OC }
    fi;
#ifdef BREAK_I3
    goto USER;      /* I3: the stop flag was looked at before the publication only */
#else
    goto KEPT;
#endif
#endif

USER:
#ifdef WORKER_OP
    if
    :: d_step { world == me + 1 -> next = (opsRun == 0 -> OP1 : OP2) }
       operate(next, me + 1);
       if
       :: d_step { holding[me] == 0 -> next = 0; world = 0; opsRun++ } goto ACQUIRE
       :: d_step { holding[me] != 0 -> next = 0; world = 0; opsRun++ } goto KEPT
       fi
    :: world != me + 1
    fi;
#endif
    if
    :: d_step { true -> useToken(me) }
    fi;
#if ROUNDS > 0
    if
#ifdef WORKER_OP
    :: d_step { round == ROUNDS -> how = (STILL_TO_OPERATE(me) -> OWN : HARD) } goto ENTER
#else
    :: d_step { round == ROUNDS -> how = HARD } goto ENTER
#endif
    :: d_step { round < ROUNDS -> round++ }
    fi;
#endif
    if
    :: how = SOFT
    :: how = HARD
    :: goto KEPT
#ifdef WORKER_OP
    :: STILL_TO_OPERATE(me) -> how = OWN
#endif
#ifdef STALL
    :: d_step { MAY_STALL(me) -> stalled[me] = true }
       (opsRun == OPS && NOBODY_WAITS);      /* blocked for as long as anybody needs its token */
       stalled[me] = false;
       goto KEPT
#endif
    fi;

ENTER: /* step 1 */
    if
    :: d_step { true -> running[me] = false; mine[me] = (REAL(holding[me]) -> holding[me] : 0); QUIETLY(holding[me] = 0) }
    fi;
    if
    :: d_step { mine[me] == 0 -> flushOwn(me); holding[me] = 0 } goto IN_CALL
#ifdef BREAK_I1
    /* I1: holding is cleared after the publication */
    :: mine[me] != 0
#else
    :: d_step { mine[me] != 0 -> holding[me] = 0 }       /* a plain store: the CAS on the word decides */
#endif
    fi;
PUBLISH: /* step 2: one CAS, which a request makes fail */
    if
    :: d_step { CAN_PUBLISH(mine[me]) && how == SOFT -> leaveRunning(PROC(mine[me])); st[PROC(mine[me])] = SYSCALL;
                owner[PROC(mine[me])] = 0; loc[me] = 0 }
       goto IN_CALL
#ifdef BREAK_I2
       /* I2: the safe-point function runs after the token has been published */
    :: d_step { ASKED(mine[me], SAFE) && how == SOFT -> leaveRunning(PROC(mine[me])); st[PROC(mine[me])] = SYSCALL;
                owner[PROC(mine[me])] = 0; loc[me] = 0 }
       d_step { function(PROC(mine[me]), me + 1) };
       done[PROC(mine[me])] = true;
       goto IN_CALL
#endif
    :: d_step { CAN_PUBLISH(mine[me]) && how != SOFT -> p = PROC(mine[me]); mine[me] = 0; loc[me] = 0; toIdle(p, me + 1) }
#ifdef BREAK_I6
       /* I6: something of the token is read after it has been published */
       d_step { useStore(STORE(p)); p = 0 };
#endif
       p = 0;
       wake();
       goto IN_CALL
    :: d_step { !CAN_PUBLISH(mine[me]) -> skip }
    fi;

ATTEND: /* step 3 */
    if
    :: d_step { ASKED(mine[me], SAFE) -> p = PROC(mine[me]); toStopped(p, me + 1) }
       runHere(p, me + 1);
       d_step { mine[me] = 0; resume(p, me + 1); mine[me] = R(p, tk[p]); p = 0 }
#ifdef BREAK_STOP_LEAVES
    /* stop-the-world: the worker leaves the token STOPPED for the stopper, who counts every STOPPED one */
    :: d_step { ASKED(mine[me], STOP) -> p = PROC(mine[me]); toStopped(p, me + 1); mine[me] = 0; loc[me] = 0; owner[p] = 0; p = 0 }
       if
       :: how == KEEP -> goto ACQUIRE
       :: else -> goto IN_CALL
       fi
    :: d_step { ASKED(mine[me], GIVE_UP) -> p = PROC(mine[me]); mine[me] = 0; loc[me] = 0; toIdle(p, me + 1); p = 0 }
#else
    :: d_step { ASKED(mine[me], STOP) || ASKED(mine[me], GIVE_UP) ->
                p = PROC(mine[me]);
#ifdef BREAK_SHARED_COUNTER
                to = ask[p];
#endif
                mine[me] = 0; loc[me] = 0; toIdle(p, me + 1); p = 0 }
#endif
#ifndef BREAK_ATTEND_WAKE
       wake();
#endif
#ifdef BREAK_SHARED_COUNTER
       /* golang/go 10618: one counter for stop-the-world and forEachP, lowered by a worker some time after it stopped */
       if
       :: d_step { to == STOP && left > 0 -> left-- }
       :: else
       fi;
       to = 0;
#endif
       if
       :: how == KEEP -> goto ACQUIRE
       :: else -> goto IN_CALL
       fi
    :: d_step { ASKED(mine[me], NOASK) -> skip }                      /* withdrawn in the meantime */
    :: d_step { st[PROC(mine[me])] != RUNNING || !SAME(mine[me]) -> flushOwn(me); mine[me] = 0 }   /* taken by force */
       if
       :: how == KEEP -> goto ACQUIRE
       :: else -> goto IN_CALL
       fi
    fi;
    if
    :: d_step { how == KEEP -> holding[me] = mine[me] } goto KEPT
    :: else -> goto PUBLISH
    fi;

IN_CALL:
#ifdef BREAK_I1
    holding[me] = 0;
#endif
#if ROUNDS > 0
    if
    :: round == ROUNDS && how == HARD && !STILL_TO_OPERATE(me) -> goto DONE
    :: else
    fi;
#endif
#ifdef WORKER_OP
    if
    :: d_step { how == OWN && world == 0 -> world = me + 1 } how = HARD; goto ACQUIRE   /* it holds no token while it waits */
    :: how != OWN
    fi;
#endif
    if
    :: d_step { mine[me] != 0 && IN_MY_CALL(mine[me]) -> p = PROC(mine[me]); backFromCall(p, me + 1); mine[me] = 0; tick(p);
                mine[me] = R(p, tk[p]); loc[me] = STORE(p); QUIETLY(holding[me] = mine[me]); p = 0 }
#ifdef THIEVES
       holding[me] = mine[me];
#endif
       goto USER
    :: d_step { !(mine[me] != 0 && IN_MY_CALL(mine[me])) -> mine[me] = 0 }
       goto ACQUIRE
    fi;
DONE:
    skip
}

/* Sysmon retakes while somebody waits (else it sleeps); with RETAKE_ANY at any time, as a worker that would run over-committed. */
#ifdef SYSMON
inline taken() {
    force(p, v, 0, WORKERS + 1);
    if
    :: d_step { v == 254 -> v = 0; letGo(p, WORKERS + 1); p = 0 } wake()
    :: d_step { v != 254 -> v = 0; p = 0 }
    fi
}

#ifdef RETAKE_ANY
#define WANTED true
#else
#define WANTED !NOBODY_WAITS
#endif

proctype Sysmon() {
    byte p, v, to, gift;
end:
    do
    :: d_step { WANTED && st[0] == SYSCALL -> p = 0; toIdleFromCall(p) } wake()
    :: d_step { WANTED && st[1] == SYSCALL -> p = 1; toIdleFromCall(p); p = 0 } wake()
    :: d_step { WANTED && MAY_FORCE(0) -> p = 0; look(p, v, 0) }
       taken()
    :: d_step { WANTED && MAY_FORCE(1) -> p = 1; look(p, v, 0) }
       taken()
    od
}
#endif

#ifndef WORKER_OP
proctype Owner() {
    byte p, v, to, gift;
    bool got;
    world = WORKERS + 2;
    operate(OP1, WORKERS + 2);
    world = 0;
    opsRun++;
#if OPS > 1
    world = WORKERS + 2;
    operate(OP2, WORKERS + 2);
    world = 0;
    opsRun++;
#endif
}
#endif

init {
    atomic {
        run Worker(0); run Worker(1);
#if WORKERS > 2
        run Worker(2);
#endif
#ifdef SYSMON
        run Sysmon();
#endif
#if OPS > 0 && !defined(WORKER_OP)
        run Owner();
#endif
    }
}
