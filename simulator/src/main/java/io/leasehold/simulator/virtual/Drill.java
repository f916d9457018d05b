package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.Retention;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Situations that drawn trouble comes to too seldom, each told once a seed: what is drawn is when and how long, not what happens. */
public enum Drill {
    /** Answers of the store take longer than the guard, and then no renewal arrives any more. */
    SLOW_STORE(LeaseDrills::slowStore) {
        @Override
        EngineSettings settings() {
            return EngineSettings.DEFAULT.guard(Duration.ofSeconds(1));
        }
    },
    /** No answer reaches an instance for ten minutes, while its requests arrive. */
    CUT_ANSWERS(LeaseDrills::cutAnswers),
    /** An instance is cut off until its lease has been dropped, and a grant of that arrives once more. */
    LATE_GRANT(LeaseDrills::lateGrant),
    /** The store is away for ten minutes, for everybody. */
    OUTAGE(LeaseDrills::outage),
    /** The owner of more jobs dies than one survivor's share is, and nobody else takes them up. */
    LEFTOVERS(ClaimDrills::leftovers) {
        /** Nobody is to look out for what is handed over: that finds leftovers as well. */
        @Override
        EngineSettings settings() {
            return EngineSettings.DEFAULT.handOver(false);
        }

        @Override
        WakeUp wakeUp() {
            return WakeUp.LOST;
        }
    },
    /** Once all is quiet somebody joins who owns nothing. */
    NEWCOMER(ClaimDrills::newcomer),
    /** Three instances have room for fewer jobs than there are; one after the other dies. */
    FEWER_SLOTS_THAN_JOBS(ClaimDrills::fewerSlotsThanJobs) {
        @Override
        EngineSettings settings() {
            return EngineSettings.DEFAULT.room(5);
        }
    },
    /** The owner of all jobs dies, and a hundred instances see its one lapse. */
    A_HUNDRED_SEE_ONE_LAPSE(ClaimDrills::aHundredSeeOneLapse),
    /** No answer to any claim arrives for a minute. */
    UNANSWERED_CLAIMS(ClaimDrills::unansweredClaims),
    /** The same, and a person stops the jobs meanwhile. */
    UNANSWERED_WHILE_STOPPED(ClaimDrills::unansweredWhileStopped),
    /** Claims are answered after their job was taken up by other means, and released again. */
    LATE_ANSWERS(ClaimDrills::lateAnswers),
    /** Jobs are parked and started again under the eyes of their owner, whose lease lives on. */
    LOST_ALONE(ClaimDrills::lostAlone),
    /** Half of the jobs whose writes leave together are stopped, and no wake-up says so. */
    STOPPED_AMONG_OTHERS(ClaimDrills::stoppedAmongOthers) {
        @Override
        WakeUp wakeUp() {
            return WakeUp.LOST;
        }
    },
    /** Owners leave in order in the midst of a probation. */
    LEFT_ON_PROBATION(ProbationDrills::leftOnProbation),
    /** Handlers hang until they are interrupted. */
    HANGING_HANDLERS(HandlerDrills::hanging),
    /** Handlers throw errors. */
    THROWING_HANDLERS(HandlerDrills::throwing),
    /** As many handlers as there are workers ignore their interrupt. */
    DEAF_HANDLERS(HandlerDrills::deaf) {
        @Override
        EngineSettings settings() {
            return HandlerDrills.FEW_WORKERS;
        }
    },
    /** More handlers ignore their interrupt than an instance bears. */
    TOO_MANY_DEAF(HandlerDrills::tooManyDeaf),
    /** Handlers hold every worker. */
    BLOCKED_WORKERS(HandlerDrills::blocked) {
        @Override
        EngineSettings settings() {
            return HandlerDrills.FEW_WORKERS;
        }
    },
    /** An instance leaves in order while more handlers ignore their interrupt than it would bear. */
    LEFT_AMONG_DEAF(HandlerDrills::leftAmongDeaf),
    /** A submission, a stop and a delete arrive once more, behind newer ones. */
    LATE_ORDERS(OrderDrills::lateOrders),
    /** Jobs are parked in the midst of their steps, and a person says what became of these. */
    RESOLVED(ResolvingDrills::resolved),
    /** Jobs are deleted, purged, and submitted again. */
    PURGED(OrderDrills::purged) {
        @Override
        Retention retention() {
            return Retention.DEFAULT.tombstones(OrderDrills.TOMBSTONES);
        }
    },
    /** Records of jobs are taken away by hand, and the jobs submitted again. */
    ERASED_JOBS(HandDrills::erasedJobs),
    /** The record of an owner's lease is taken away by hand, twice. */
    ERASED_LEASE(HandDrills::erasedLease),
    /** The record of a dead owner's lease is taken away by hand while a claim for its jobs is on its way. */
    ERASED_DEAD(HandDrills::erasedDead),
    /** Records of jobs and of a lease are damaged by hand: where they have bytes, half of these are left. */
    DAMAGED_RECORDS(HandDrills::damagedRecords),
    /** States in the records of jobs are spoilt by hand. */
    SPOILT_STATES(HandDrills::spoiltStates),
    /** The store has again what it had some moments ago, leases that live as they did. */
    SET_BACK_STORE(SetBackDrills::setBackStore),
    /** The same, and of the present owner's lease it knows nothing. */
    SET_BACK_LEASES(SetBackDrills::setBackLeases),
    /** The store has again what it had of single jobs. */
    SET_BACK_JOBS(SetBackDrills::setBackJobs),
    /** Owners die behind an effect that they could not tell of, and the sink honours keys. */
    REPEATED_UNDER_ITS_KEY(SinkDrills::repeatedUnderItsKey) {
        @Override
        Terms terms() {
            return Terms.of(Delivering.AT_LEAST_ONCE);
        }
    },
    /** A finished job is deleted and submitted once more to a sink that honours keys. */
    RESUBMITTED(SinkDrills::resubmitted) {
        @Override
        Terms terms() {
            return Terms.of(Delivering.AT_LEAST_ONCE);
        }
    },
    /** An attempt that may have happened is followed by ten that surely did not. */
    REFUSED_IN_DOUBT(SinkDrills::refusedInDoubt) {
        @Override
        Terms terms() {
            return Terms.of(Delivering.AT_LEAST_ONCE);
        }
    },
    /** A holder of a lock stands still until the next one has it, and then unlocks; and an unlock arrives once more. */
    LATE_UNLOCK(LockDrills::lateUnlock),
    /** A lock is unlocked, and another one taken for nobody, and the store hears or says nothing of it while the lease lives on. */
    UNANSWERED_UNLOCK(LockDrills::unansweredUnlock),
    /** The wall clocks of two instances are three minutes apart. */
    CLOCKS_APART(ClockDrills::clocksApart),
    /** The wall clocks of all jump an hour ahead and back while jobs rest until they are due. */
    DAYLIGHT_SAVING(ClockDrills::daylightSaving),
    /** An owner leaves in order while all its jobs rest, and the next one in the midst of steps. */
    STOPPED_AT_REST(LeaseDrills::stoppedAtRest),
    /** Owners leave in order while their handlers take longer than a lease lasts. */
    LONG_DRAIN(HandlerDrills::longDrain) {
        @Override
        EngineSettings settings() {
            return HandlerDrills.LONG_DRAIN;
        }
    };

    private final Consumer<DrillRun> script;

    Drill(Consumer<DrillRun> script) {
        this.script = script;
    }

    /** Has it happen. */
    void tell(DrillRun run) {
        script.accept(run);
    }

    EngineSettings settings() {
        return EngineSettings.DEFAULT;
    }

    Terms terms() {
        return Terms.DEFAULT;
    }

    WakeUp wakeUp() {
        return WakeUp.PUSH;
    }

    Retention retention() {
        return Retention.DEFAULT;
    }

    /** As the command line writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The drill that the command line names. */
    public static Optional<Drill> of(String word) {
        return Arrays.stream(values())
                .filter(drill -> drill.word().equals(word))
                .findFirst();
    }

    /** All of them, as the command line writes them. */
    public static String known() {
        return Arrays.stream(values()).map(Drill::word).collect(Collectors.joining(", "));
    }
}
