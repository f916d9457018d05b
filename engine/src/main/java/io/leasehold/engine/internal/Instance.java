package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.engine.EngineHealth;
import io.leasehold.engine.EngineListener;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.job.JobType;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Limits;
import io.leasehold.store.Load;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.SubmitAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One engine, put together: it wires the parts and decides nothing that a part could decide. Its public methods may be called by any
 * thread; all else runs on the loop.
 */
public final class Instance implements LeaseKeeper.Owner, Jobs.Situation {
    private final Core core;
    private final Limits limits;
    private final Map<String, JobType<?, ?, ?>> types;
    private final Teller teller;
    private final LeaseKeeper keeper;
    private final FreezeWatch watch;
    private final Workers workers;
    private final Jobs jobs;
    private final LockBoard locks;
    private final Rounds rounds;
    private final OwnedWalk walk;
    private final BellWatch bell;
    private final Ringer ringer;
    private final Departure departure;
    private final Submitter submitter;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile EngineHealth health;

    /** Puts an engine together; {@link #start} sets it going. */
    public Instance(
            LeaseStore store,
            EngineSettings settings,
            String label,
            Map<String, JobType<?, ?, ?>> types,
            EngineListener listener,
            EngineRuntime runtime) {
        this.core = new Core(store, settings, runtime);
        this.types = types;
        StoreDescription description = store.describe();
        this.limits = Limits.DEFAULT.and(description.limits());
        Duration drift = drift(settings);
        Gate gate = new Gate(runtime, drift);
        Questions questions = new Questions();
        List<ReadableType> readable =
                types.values().stream().map(JobType::readable).toList();
        this.teller = new Teller(core, label, listener);
        this.ringer = new Ringer(core);
        this.keeper = new LeaseKeeper(core, gate, label, description.retention().endedLeases(), this);
        this.workers = new Workers(core, this::stuckChanged);
        this.watch = new FreezeWatch(core, drift, keeper::distrust);
        this.jobs = new Jobs(core, gate, teller, workers, questions, types, limits, this);
        this.rounds = new Rounds(core, keeper, jobs, questions, ringer, new Tidying(core), readable);
        this.walk = new OwnedWalk(core, jobs, questions, keeper::lease, () -> keeper.phase() == LeaseKeeper.Phase.LIVE);
        this.locks = new LockBoard(core, gate, keeper, ringer, teller, this::lockReleased);
        this.bell = new BellWatch(core, this::rung);
        this.departure = new Departure(core, keeper, jobs, locks, this::gone);
        this.submitter = new Submitter(core, rounds::submitted, limits);
        this.health = report();
    }

    private static Duration drift(EngineSettings settings) {
        Duration half = settings.guard().dividedBy(2);
        return half.compareTo(Duration.ofSeconds(2)) < 0 ? half : Duration.ofSeconds(2);
    }

    /** Sets the engine going. */
    public void start() {
        core.runtime().execute(() -> {
            watch.start();
            walk.start();
            bell.start();
            keeper.beatNow();
        });
    }

    /** Submits a job and waits for the answer. */
    public SubmitAnswer submit(JobType<?, ?, ?> type, JobId id, Bytes payload, Duration delay) {
        checkRun(type);
        return submitter.submit(type, id, payload, delay);
    }

    /** Submits a job within the user's transaction, on this thread. */
    public SubmitAnswer submit(Object connection, JobType<?, ?, ?> type, JobId id, Bytes payload) {
        checkRun(type);
        return submitter.join(connection, type, id, payload);
    }

    private void checkRun(JobType<?, ?, ?> type) {
        if (types.get(type.name()) != type) {
            throw new IllegalArgumentException("this engine doesn't run job type \"" + type.name() + "\"; it runs "
                    + String.join(", ", types.keySet()));
        }
    }

    /** The engine's locks. */
    public LockBoard locks() {
        return locks;
    }

    /** What carries out an operator's orders through this engine. */
    public Desk desk() {
        return new Desk(new LaneCalls(core, ringer));
    }

    /** Holds a round now. */
    public void poke() {
        core.runtime().execute(rounds::trigger);
    }

    /** How the engine is. */
    public EngineHealth health() {
        EngineHealth last = health;
        return new EngineHealth(
                last.state(),
                last.reason(),
                last.lease(),
                jobs.count(),
                last.stuckWorkers(),
                jobs.suspects().waiting(),
                core.troubles().longest(core.runtime().nanos()));
    }

    /** Waits until the engine has shut down. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Begins to shut down in order. */
    public void shutdown() {
        core.runtime().execute(this::leave);
    }

    /** Shuts down in order, and waits for that within the budget. */
    public void close() {
        shutdown();
        Duration most = core.settings()
                .shutdownBudget()
                .plus(core.settings().callTimeout().multipliedBy(2));
        try {
            if (!closed.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                core.runtime().close();
                closed.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        if (!departure.begun()) {
            rounds.close();
            walk.close();
            bell.close();
            locks.leave();
            departure.begin();
            renew();
        }
    }

    private void rung() {
        rounds.rung();
        locks.wake();
    }

    private void lockReleased() {
        departure.released();
    }

    private void gone(boolean acknowledged) {
        watch.close();
        LeaseId lease = keeper.lease();
        teller.tell(new EngineEvent.Left(lease, acknowledged), () -> {
            renew();
            core.runtime().close();
            closed.countDown();
        });
    }

    // What the lease keeper tells

    @Override
    public Load load() {
        renew();
        long owned = jobs.count();
        boolean leaving = departure.begun();
        long room = leaving ? 0 : Math.max(0, core.settings().room() - owned);
        return new Load(owned, room, core.settings().weight());
    }

    @Override
    public void joined() {
        teller.tell(new EngineEvent.Joined(keeper.lease()));
        locks.wake();
    }

    @Override
    public void proven() {
        renew();
        jobs.proven();
        rounds.proven();
    }

    @Override
    public void suspended() {
        renew();
        teller.tell(new EngineEvent.Suspended(keeper.lease()));
        jobs.interruptAll();
        locks.suspended();
    }

    @Override
    public void resumed() {
        teller.tell(new EngineEvent.Resumed(keeper.lease()));
        jobs.advanceAll();
        rounds.trigger();
        locks.wake();
    }

    @Override
    public void lost(LeaseId lost, LossReason reason) {
        int claims = jobs.loseAll(reason);
        teller.tell(new EngineEvent.LeaseLost(lost, claims, reason));
        locks.lost(lost);
        if (departure.begun()) {
            keeper.close();
            departure.released();
        }
        renew();
    }

    @Override
    public void ended() {
        ringer.ring();
    }

    /** E2. Who leaves in order ends its lease CLEAN soon enough (E6): over stuck workers it would put other steps in hand in doubt. */
    private void stuckChanged(int stuck) {
        boolean tooMany = stuck > core.settings().stuckWorkers();
        if (tooMany && keeper.phase() != LeaseKeeper.Phase.GIVEN_UP && !departure.begun()) {
            keeper.giveUp();
        } else if (!tooMany && !departure.begun()) {
            keeper.rejoin();
        }
        renew();
    }

    // What the jobs ask

    @Override
    public boolean mayBegin() {
        return keeper.phase() == LeaseKeeper.Phase.LIVE && !departure.begun();
    }

    @Override
    public boolean mayRelease() {
        return departure.handsBack();
    }

    @Override
    public void released() {
        if (departure.begun()) {
            ringer.ring();
        }
        departure.released();
        rounds.roomier();
    }

    @Override
    public void handedOver() {
        rounds.handedOver();
    }

    @Override
    public void lookForFreeze() {
        watch.look();
    }

    @Override
    public void barred() {
        keeper.beatNow();
    }

    private void renew() {
        health = report();
    }

    private EngineHealth report() {
        return HealthReport.of(keeper, departure, jobs.count(), workers.stuck());
    }
}
