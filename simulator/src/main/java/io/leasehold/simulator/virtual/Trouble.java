package io.leasehold.simulator.virtual;

import java.util.EnumSet;
import java.util.Set;

/** What can happen to a run in virtual time; the numbers are those of the scenarios. */
public enum Trouble {
    /** 1: an instance stops in order, another starts. */
    STOP("1 orderly stop"),
    /** 2: an instance is killed, another starts. */
    KILL("2 kill"),
    /** 2: two are killed in one moment. */
    KILL_TWO("2 kill of two"),
    /** 3: an instance freezes for longer than its lease lasts. */
    FREEZE("3 freeze beyond ttl"),
    /** 4: an instance freezes for less. */
    SHORT_FREEZE("4 freeze below ttl"),
    /** 5: the store throws, each kind of trouble. */
    STORE_THROWS("5 store throws"),
    /** 6: a handler hangs, and heeds its interrupt. */
    HANDLER_HANGS("6 handler hangs"),
    /** 6: a handler hangs, and ignores its interrupt. */
    HANDLER_DEAF("6 handler ignores interrupt"),
    /** 6: a handler throws an error. */
    HANDLER_THROWS("6 handler throws an error"),
    /** 7: the wall clock jumps. */
    WALL_JUMP("7 wall clock jumps"),
    /** 8: the monotonic clock runs up to a tenth too fast or too slow. */
    RATE("8 clock rate"),
    /** 9: the store's clock jumps. */
    STORE_JUMP("9 store clock jumps"),
    /** 10: the store can't be reached by anybody. */
    OUTAGE("10 outage"),
    /** 11: an answer comes after the call timeout. */
    SLOW("11 slow answer"),
    /** 12: a request is lost. */
    REQUEST_LOST("12 request lost"),
    /** 12: an answer is lost. */
    ANSWER_LOST("12 answer lost"),
    /** 12: a request is applied late. */
    LATE("12 applied late"),
    /** 12: a request is applied twice. */
    TWICE("12 applied twice"),
    /** 13: an instance's requests arrive nowhere. */
    CUT_REQUESTS("13 requests cut"),
    /** 13: an instance's requests arrive, the answers don't. */
    CUT_ANSWERS("13 answers cut"),
    /** 14: the store has again what it had some moments ago. */
    SET_BACK("14 store set back"),
    /** 15: a person takes a job's record away by hand, or spoils its state. */
    TAMPERED_JOB("15 job's record by hand"),
    /** 15: a person takes a lease's record away by hand. */
    ERASED_LEASE("15 lease's record by hand"),
    /** 16: all are killed, and their successors start in one moment. */
    ALL_AT_ONCE("16 all start at once"),
    /** 16: one joins. */
    JOIN("16 one joins"),
    /** 16: one after the other restarts. */
    ROLLING("16 rolling restart"),
    /** 16: one starts and is killed, again and again. */
    FLAP("16 flapping"),
    /** 17: the owner of all jobs is killed. */
    OWNER_OF_ALL("17 owner of all dies"),
    /** 19: a job takes down whoever performs its steps. */
    POISON("19 poison"),
    /** 20: an instance of a newer release starts, which writes states otherwise and has a type more. */
    UPGRADE("20 newer release starts"),
    /** 21: a person stops a job and starts, restarts, or deletes and submits it again later, or amends it. */
    ORDER("21 person's orders"),
    /** 22: the sink doesn't answer; whether it did send is a toss. */
    SINK_AMBIGUOUS("22 sink does not answer"),
    /** 22: the sink surely did nothing. */
    SINK_REFUSES("22 sink refuses"),
    /** 22: the sink is slow, and where it honours keys turns away others with the same one meanwhile. */
    SINK_SLOW("22 slow sink"),
    /** 22: a request arrives late, long after its sender has given it up. */
    SINK_LATE("22 request overtaken"),
    /** 22: 409: the first request with the same key is under way. */
    SINK_BUSY("22 sink turns away (409)"),
    /** 22: the sink doesn't answer the question what became of a key. */
    SINK_SILENT("22 sink can't be asked"),
    /** 23: bell and push are lost for good. */
    NO_WAKE_UP("23 wake-up lost");

    /** What {@link DrawnAilments} draw, and the chances of the others don't depend on. */
    private static final Set<Trouble> AILMENTS = EnumSet.of(HANDLER_HANGS, HANDLER_DEAF, HANDLER_THROWS);

    private final String text;

    Trouble(String text) {
        this.text = text;
    }

    /** Whether its chance is drawn once a run. */
    boolean drawn() {
        return !AILMENTS.contains(this);
    }

    /** Its number in the scenarios. */
    int number() {
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    /** What it is. */
    String what() {
        return text.substring(text.indexOf(' ') + 1);
    }

    /** Its number in the scenarios, and what it is. */
    public String text() {
        return text;
    }
}
