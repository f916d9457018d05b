package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.job.Decision;
import io.leasehold.job.JobType;
import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Limits;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Status;
import io.leasehold.store.Takeover;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The claims in this engine's hands, and what they need of the rest of it. */
final class Jobs {
    private final Core core;
    private final Gate gate;
    private final Teller teller;
    private final Workers workers;
    private final WriteQueue writes;
    private final Shelf shelf;
    private final Questions questions;
    private final Map<String, JobType<?, ?, ?>> types;
    private final Limits limits;
    private final Situation situation;
    private final Map<JobId, ClaimedJob> held = new LinkedHashMap<>();
    private volatile int count;
    private final Set<ClaimedJob> barred = new LinkedHashSet<>();
    private final Suspects suspects = new Suspects();
    private final Set<ClaimedJob> leaving = new LinkedHashSet<>();

    /** What the rest of the engine says about itself. */
    interface Situation {
        /** Whether decisions and effects may begin: the lease is proven, the engine isn't leaving. */
        boolean mayBegin();

        /** Whether resting jobs are to be handed back one by one. */
        boolean mayRelease();

        /** Something was handed back. */
        void released();

        /** A job was handed over. */
        void handedOver();

        /** Tells of a freeze that hasn't been noticed yet. */
        void lookForFreeze();

        /** The gate barred a step. */
        void barred();
    }

    Jobs(
            Core core,
            Gate gate,
            Teller teller,
            Workers workers,
            Questions questions,
            Map<String, JobType<?, ?, ?>> types,
            Limits limits,
            Situation situation) {
        this.core = core;
        this.gate = gate;
        this.teller = teller;
        this.workers = workers;
        this.writes = new WriteQueue(core, this);
        this.shelf = new Shelf(core, this);
        this.questions = questions;
        this.types = types;
        this.limits = limits;
        this.situation = situation;
    }

    /** How many claims the engine holds. Any thread. */
    int count() {
        return count;
    }

    /** The number of the last question about claims that was asked. */
    long lastQuestion() {
        return questions.asked();
    }

    boolean holds(JobId id, long token) {
        ClaimedJob job = held.get(id);
        return job != null && job.token() == token;
    }

    /** Takes up what a claim brought, and tells once of each lease that it came from. */
    void adoptAll(long question, LeaseId lease, List<JobRecord> brought) {
        Map<LeaseId, List<Takeover>> former = new LinkedHashMap<>();
        for (JobRecord record : brought) {
            record.takeovers().stream()
                    .limit(1)
                    .filter(takeover -> takeover.token() == record.ownership().token())
                    .forEach(takeover -> former.computeIfAbsent(takeover.from(), from -> new ArrayList<>())
                            .add(takeover));
        }
        former.forEach((from, takeovers) -> teller.tell(new EngineEvent.TookOver(
                from,
                lease,
                takeovers.size(),
                takeovers.stream().map(Takeover::down).max(Duration::compareTo).orElse(Duration.ZERO))));
        brought.forEach(record -> adopt(question, lease, record));
    }

    /** E15: takes up each (job, token) at most once, and only under the present lease. */
    void adopt(long question, LeaseId lease, JobRecord record) {
        long token = record.ownership().token();
        if (!record.ownership().is(lease, token) || questions.stale(question, record.id(), token)) {
            return;
        }
        ClaimedJob former = held.get(record.id());
        if (former != null && former.token() == token && former.run().equals(record.run())) {
            givenAgain(former, question);
            return;
        } else if (former != null && former.token() > token && former.run().equals(record.run())) {
            wentBack(former);
            return;
        } else if (former != null) {
            over(former, token);
        }
        JobType<?, ?, ?> type = types.get(record.type());
        if (type == null) {
            String what = "the store brought a job of type \"" + record.type() + "\", which this engine doesn't run";
            teller.tell(new EngineEvent.JobEnded(record.id(), Status.PARKED, Optional.of(what)));
            park(record.id(), record.run(), token, 0, () -> {});
            return;
        }
        ClaimedJob job = new ClaimedJob(this, type, record, lease);
        if (!type.readable().covers(record.type(), record.progress().stateVersion())) {
            job.handBack();
        }
        held.put(record.id(), job);
        count = held.size();
        safely(job, job::adopted);
    }

    /**
     * The same claim once more. A question that was asked before says nothing new; but whatever was asked since brings no claim that was
     * there already, unless the store has lost it, with what was written under it, and has given it anew (R11).
     */
    private void givenAgain(ClaimedJob held, long question) {
        if (held.heldBefore(question) && !held.gone()) {
            regressed(held, WriteAnswer.Loss.TOKEN_GIVEN_TWICE);
        }
    }

    /** The store names a claim of ours again that was over before this one began: it has lost this one (R11). */
    private void wentBack(ClaimedJob held) {
        if (!held.gone()) {
            regressed(held, WriteAnswer.Loss.TOKEN_WENT_BACK);
        }
    }

    /**
     * A later claim of the same job was quicker than the word on how the former one ended: a release of its own is no loss. Under the
     * same token it is a run that the store can't know the last one of: what is written for that one would be the new one's (R11).
     */
    private void over(ClaimedJob former, long token) {
        if (former.token() == token) {
            replaced(former);
        } else if (former.releasing()) {
            former.leave();
            forget(former);
            handedBack(former);
        } else {
            lost(former, LossReason.FENCED);
        }
    }

    private void replaced(ClaimedJob former) {
        if (!former.gone()) {
            former.leave();
            teller.tell(new EngineEvent.Regressed(former.id(), WriteAnswer.Loss.TOKEN_GIVEN_TWICE));
        }
        forget(former);
        situation.released();
    }

    /** E5: begins to hand over at most so many more of those that may leave; answers which. */
    List<ClaimedJob> handOver(int most, Predicate<ClaimedJob> may) {
        List<ClaimedJob> chosen = WhoLeaves.of(held.values(), most, job -> !job.leaving() && may.test(job));
        leaving.addAll(chosen);
        chosen.forEach(ClaimedJob::handOver);
        return chosen;
    }

    /** How many of the claims are being handed over. */
    int leaving() {
        return leaving.size();
    }

    boolean isLeaving(JobId id) {
        ClaimedJob job = held.get(id);
        return job != null && job.leaving();
    }

    /** The lease is lost, with all that it owned. */
    int loseAll(LossReason reason) {
        List<ClaimedJob> lost = List.copyOf(held.values());
        held.clear();
        count = 0;
        barred.clear();
        suspects.clear();
        leaving.clear();
        questions.clear();
        for (ClaimedJob job : lost) {
            if (job.leave()) {
                teller.tell(new EngineEvent.ClaimLost(job.id(), job.token(), reason));
            }
        }
        return lost.size();
    }

    /** The store refused a write: this claim is over. */
    void lost(ClaimedJob job, LossReason reason) {
        forget(job);
        job.leave();
        teller.tell(new EngineEvent.ClaimLost(job.id(), job.token(), reason));
        situation.released();
    }

    /** The claim's last write was acknowledged. */
    void ended(ClaimedJob job, Progress last) {
        forget(job);
        if (last.status() != Status.READY) {
            teller.tell(new EngineEvent.JobEnded(job.id(), last.status(), last.error()));
            situation.released();
        } else {
            handedBack(job);
        }
    }

    private void handedBack(ClaimedJob job) {
        if (job.leaving()) {
            situation.handedOver();
        }
        situation.released();
    }

    private void forget(ClaimedJob job) {
        held.remove(job.id(), job);
        count = held.size();
        barred.remove(job);
        suspects.gone(job);
        leaving.remove(job);
        questions.ended(job.id(), job.token());
    }

    /** R11: the store lost something: stop, tell, park. */
    void regressed(ClaimedJob job, WriteAnswer.Loss loss) {
        job.leave();
        teller.tell(new EngineEvent.Regressed(job.id(), loss));
        parkAndForget(job);
    }

    /** An answer that no correct store and engine come to. */
    void misunderstood(ClaimedJob job, Write write, WriteAnswer answer) {
        setAside(job, "write " + write.revision() + " under token " + write.token() + " was answered " + answer);
    }

    /** The store answered another view than the last one of this claim that it acknowledged: it lost something (R19). */
    void misread(ClaimedJob job, long acknowledged, long read) {
        setAside(
                job,
                "the store acknowledged write " + acknowledged + " under token " + job.token()
                        + ", but a later read found write " + read);
    }

    /** A step of one job's way that fails unexpectedly stops that job alone, for a person to look at. */
    void safely(ClaimedJob job, Runnable step) {
        try {
            step.run();
        } catch (Throwable problem) {
            setAside(job, "the engine failed on this job: " + problem);
        }
    }

    private void setAside(ClaimedJob job, String why) {
        job.leave();
        teller.tell(new EngineEvent.JobEnded(job.id(), Status.PARKED, Optional.of(why)));
        parkAndForget(job);
    }

    /** E15: the claim is held until the store has acknowledged that it is over. */
    private void parkAndForget(ClaimedJob job) {
        park(job.id(), job.run(), job.token(), 0, () -> {
            forget(job);
            situation.released();
        });
    }

    /** Parks this claim's job; a newer claim, or another run, is not ours to stop. */
    private void park(JobId id, RunId run, long token, int tries, Runnable then) {
        core.<Boolean>ask(
                Operation.PARK,
                store -> store.find(id)
                        .filter(record ->
                                record.run().equals(run) && record.ownership().token() <= token)
                        .map(record ->
                                store.command(new Command(id, run, record.commandNumber(), new Command.Park(token))))
                        .map(answer -> !(answer instanceof CommandAnswer.Stale))
                        .orElse(true),
                answer -> {
                    if (answer instanceof Answer.Returned<Boolean> returned && returned.value()) {
                        then.run();
                    } else {
                        core.runtime()
                                .schedule(core.storeBackoff(tries + 1), () -> park(id, run, token, tries + 1, then));
                    }
                });
    }

    /** Reads the operator's part of a job again. */
    void refresh(ClaimedJob job) {
        refresh(job, 0);
    }

    private void refresh(ClaimedJob job, int tries) {
        core.<Optional<JobRecord>>ask(Operation.FIND, store -> store.find(job.id()), answer -> {
            if (answer instanceof Answer.Returned<Optional<JobRecord>> returned) {
                returned.value().ifPresent(record -> safely(job, () -> job.refreshed(record)));
            } else if (!job.gone()) {
                core.runtime().schedule(core.storeBackoff(tries + 1), () -> refresh(job, tries + 1));
            }
        });
    }

    /** The operator wants these stopped. */
    void stopWished(List<JobId> ids) {
        ids.stream().map(held::get).filter(job -> job != null).forEach(this::refresh);
    }

    /** The lease was proven: what the gate barred may go on. */
    void proven() {
        List<ClaimedJob> waiting = List.copyOf(barred);
        barred.clear();
        waiting.forEach(job -> safely(job, job::advance));
    }

    /** Begin, go on, or be handed back: whatever each job may now. */
    void advanceAll() {
        List.copyOf(held.values()).forEach(job -> safely(job, job::advance));
    }

    /** Hands back what rests, and what waits for a worker. */
    void handBack() {
        workers.barWaiting();
        advanceAll();
    }

    void interruptAll() {
        List.copyOf(held.values()).forEach(ClaimedJob::interrupt);
    }

    boolean anyBusy() {
        return held.values().stream().anyMatch(ClaimedJob::busy);
    }

    // What a claimed job needs

    void barred(ClaimedJob job) {
        barred.add(job);
        situation.barred();
    }

    Gate gate() {
        return gate;
    }

    Suspects suspects() {
        return suspects;
    }

    Workers workers() {
        return workers;
    }

    WriteQueue writes() {
        return writes;
    }

    Shelf shelf() {
        return shelf;
    }

    SameTransaction<?> sameTransaction() {
        return core.sameTransaction()
                .orElseThrow(() -> new IllegalStateException("the store commits nothing together with its records"));
    }

    Duration storeBackoff(int failures) {
        return core.storeBackoff(failures);
    }

    boolean mayBegin() {
        return situation.mayBegin();
    }

    boolean mayRelease() {
        return situation.mayRelease();
    }

    void lookForFreeze() {
        situation.lookForFreeze();
    }

    void tell(EngineEvent event) {
        teller.tell(event);
    }

    void tell(EngineEvent event, Runnable then) {
        teller.tell(event, then);
    }

    long nanos() {
        return core.runtime().nanos();
    }

    EngineSettings settings() {
        return core.settings();
    }

    long nanosIn(Duration time) {
        return core.runtime().nanos() + time.toNanos();
    }

    Duration nanosLeft(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - core.runtime().nanos()));
    }

    Timer wakeIn(Duration time, Runnable task) {
        return core.runtime().schedule(time, task);
    }

    /** How long a performer has that begins now: until its own limit or the lease's deadline. */
    Duration timeLeft(LeaseId lease) {
        Duration left = gate.timeLeft(lease);
        return left.compareTo(core.settings().stepTimeout()) < 0
                ? left
                : core.settings().stepTimeout();
    }

    /** What is larger than it may be, if anything (R23). */
    Optional<String> tooLarge(Decision.Perform step) {
        if (step.effect().size() > limits.effect()) {
            return Optional.of("an effect must have at most " + limits.effect() + " bytes, but has "
                    + step.effect().size());
        }
        int state = Math.max(step.state().size(), step.next().size());
        return state > limits.state()
                ? Optional.of("a state must have at most " + limits.state() + " bytes, but has " + state)
                : Optional.empty();
    }

    /** Why a state that was made of a sink's answer can't be kept, if it can't. */
    Optional<String> unusable(@Nullable Bytes next) {
        return next != null && next.size() > limits.state()
                ? Optional.of("the state made of the sink's answer must have at most " + limits.state()
                        + " bytes, but has " + next.size())
                : Optional.empty();
    }
}
