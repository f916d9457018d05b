package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Release;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.StepId;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.oracle.Oracle;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.simulator.sink.MessageSink;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where a run in virtual time takes place: the world, the store, the instances, the jobs, the history. Not thread-safe. */
final class Stage {
    private static final int NEVER = -1;

    final VirtualWorld world;
    final History history;
    final Roster roster = new Roster();
    final Tally tally = new Tally();
    final EngineSettings settings;
    final Terms terms;
    final MessageSink sink;
    private Optional<Guarded> guarded = Optional.empty();
    private final SharedStore store;
    private final List<VirtualInstance> members = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private final Set<JobId> bulletins = new LinkedHashSet<>();
    private Supplier<Release> releases = () -> Release.FIRST;
    private final Map<JobId, RunId> deleted = new LinkedHashMap<>();
    private final Set<JobId> erased = new LinkedHashSet<>();
    private final Map<JobId, Submission> first = new LinkedHashMap<>();
    private final Map<JobId, Series> series = new LinkedHashMap<>();
    private final Set<String> deadly = new LinkedHashSet<>();
    private Runnable tookDown = () -> {};
    private BiFunction<String, StepId, Optional<Ailment>> ailments = (instance, step) -> Optional.empty();
    private final WakeUp wakeUp;
    private long storeAheadMillis;
    private int unfinishedAt = NEVER;

    /**
     * An empty stage in a world.
     *
     * @param over opens its store
     * @param terms what becomes of a step in doubt, and the sink
     * @param mode what kind of run its history is of
     * @param pace the time from one step of a job to the next
     * @param copy hears every event of the history
     */
    Stage(
            VirtualWorld world,
            Opening over,
            Terms terms,
            String mode,
            EngineSettings settings,
            Duration pace,
            WakeUp wakeUp,
            Consumer<HistoryEvent> copy) {
        this.world = world;
        this.history = new History(world::nowNanos, copy);
        this.settings = settings;
        this.terms = terms;
        this.sink = new MessageSink(terms.sink(), world::nowMillis);
        this.store = over.opened(
                () -> world.wallMillis() + storeAheadMillis,
                StoreOptions.DEFAULT.callTimeout(settings.callTimeout()),
                history,
                roster);
        this.wakeUp = wakeUp;
        history.add(at -> HistoryEvent.RunStarted.of(
                at, mode, terms.repeats(), terms.delivering().inStore(), bounds(pace)));
    }

    private Bounds bounds(Duration pace) {
        Bounds bounds = wakeUp == WakeUp.LOST ? Promises.withoutWakeUp(settings, pace) : Promises.of(settings, pace);
        return bounds.settling(terms.delivering().settle(settings));
    }

    /** What all instances share. */
    SharedStore shared() {
        return store;
    }

    /** The store at once, and untroubled. */
    LeaseStore store() {
        return store.direct();
    }

    /** The store as an instance hears of its rings. */
    LeaseStore waking(LeaseStore seen) {
        return new WakingStore(seen, wakeUp, this::lostRing);
    }

    private void lostRing() {
        members.stream().filter(VirtualInstance::awake).forEach(member -> member.count(Trouble.NO_WAKE_UP));
    }

    /** From now on instances that are started take locks. */
    void useLocks() {
        guarded = Optional.of(new Guarded());
    }

    /** From now on instances are started from what this says each time. */
    void releases(Supplier<Release> said) {
        releases = said;
    }

    /** Starts one more instance. */
    VirtualInstance start() {
        Release release = releases.get();
        VirtualInstance member = new VirtualInstance("i" + (members.size() + 1), this, release);
        if (release != Release.FIRST) {
            member.count(Trouble.UPGRADE);
        }
        members.add(member);
        guarded.ifPresent(member::useLocks);
        return member;
    }

    /** All that were ever started. */
    List<VirtualInstance> members() {
        return List.copyOf(members);
    }

    List<JobId> jobs() {
        return List.copyOf(jobs);
    }

    /** Submits one more job of so many steps. */
    void submit(int steps, Duration pace) {
        submit(steps, pace, Duration.ZERO);
    }

    /** The same, due so much later. */
    void submit(int steps, Duration pace, Duration delay) {
        JobId job = next();
        jobs.add(job);
        series.put(job, series(steps, pace));
        submit(job, delay, Optional.empty());
    }

    /** Submits a job of the type that the first release doesn't know. */
    void submitBulletin(int steps, Duration pace) {
        bulletins.add(next());
        submit(steps, pace);
    }

    private JobId next() {
        return new JobId("job-" + (jobs.size() + 1));
    }

    private Series seriesOf(JobId job) {
        return Objects.requireNonNull(series.get(job));
    }

    private static Series series(int steps, Duration pace) {
        return new Series("someone", pace.toMillis(), List.of("hello"), steps);
    }

    /** Submits a job once more of which this run was deleted: a new run. */
    void resubmit(JobId job, RunId deleted, int steps, Duration pace) {
        series.put(job, series(steps, pace));
        submit(job, Duration.ZERO, Optional.of(deleted));
        store().ring();
    }

    private void submit(JobId job, Duration delay, Optional<RunId> replaces) {
        RunId run = RunId.of(world.random().nextLong());
        String type = bulletins.contains(job) ? MessageType.BULLETIN : MessageType.NAME;
        Submission submission = new Submission(job, type, 1, encoded(seriesOf(job)), run, replaces, delay);
        first.putIfAbsent(job, submission);
        submit(submission);
    }

    private void submit(Submission submission) {
        String job = submission.id().value();
        String run = submission.run().value();
        Series sent = seriesOf(submission.id());
        if (store.persons().submit(List.of(submission)).get(0) instanceof SubmitAnswer.Created) {
            history.add(at -> new HistoryEvent.Submitted(at, job, run, sent.messages(), sent.everyMillis()));
        }
    }

    private static Bytes encoded(Series series) {
        return MessageType.sending((message, delivery) -> {}).encode(series);
    }

    /** The packet that first submitted the job arrives once more. */
    void submitLate(JobId job) {
        Optional.ofNullable(first.get(job)).ifPresent(this::submit);
    }

    /** Submits a job again that was deleted: a new run. */
    void resubmit(JobId job) {
        if (find(job).isEmpty()) {
            erased.remove(job);
            submit(job, Duration.ZERO, left(job));
            store().ring();
        }
    }

    /** The same, but for one whose record was taken away by hand: whoever did that submits it again. */
    void resubmitDeleted(JobId job) {
        if (!erased.contains(job)) {
            resubmit(job);
        }
    }

    /** The run that the job's tombstone names, if that is there still. */
    private Optional<RunId> left(JobId job) {
        return Optional.ofNullable(deleted.get(job))
                .filter(run -> !(store.persons().command(new Command(job, run, 0, new Command.Stop()))
                                instanceof CommandAnswer.Absent absent)
                        || absent.deleted().isPresent());
    }

    /** The order to say something else as often. */
    Command.Order amended(JobId job, String text) {
        Series said = seriesOf(job);
        return new Command.Amend(encoded(new Series(said.to(), said.everyMillis(), List.of(text), said.repeat())));
    }

    /** A person's order on the job as it is now. */
    void order(JobId job, Command.Order order) {
        order(record(job), order);
    }

    /** A person's order on what they saw; writes down that it was carried out. */
    void order(JobRecord seen, Command.Order order) {
        String job = seen.id().value();
        String run = seen.run().value();
        CommandAnswer answer = store.persons().command(new Command(seen.id(), seen.run(), seen.commandNumber(), order));
        if (answer instanceof CommandAnswer.Applied) {
            history.add(at ->
                    new HistoryEvent.Ordered(at, job, run, order.getClass().getSimpleName()));
            if (order instanceof Command.Restart restart) {
                Series again = seriesOf(seen.id());
                history.add(at -> new HistoryEvent.Submitted(
                        at, job, restart.newRun().value(), again.messages(), again.everyMillis()));
            } else if (order instanceof Command.Delete) {
                deleted.put(seen.id(), seen.run());
            }
            store().ring();
        }
    }

    /** A person takes the job's record away by hand. */
    void erase(JobId job) {
        erase(job, store::erase);
    }

    /** A person leaves a part of the job's record, and so nothing of the job. */
    void damage(JobId job) {
        erase(job, store::damage);
    }

    private void erase(JobId job, Consumer<JobId> hand) {
        byHand(job, "Erase");
        hand.accept(job);
        roster.erased(job.value());
        deleted.remove(job);
        erased.add(job);
    }

    /** What is left of a damaged record goes, and the job is submitted again. */
    void replace(JobId job) {
        store.erase(job);
        resubmit(job);
    }

    /** A person makes the state in a job's record unreadable. */
    void spoil(JobId job) {
        byHand(job, "Spoil");
        store.spoil(job);
    }

    /** Who holds the job, or somebody else who runs. */
    Optional<VirtualInstance> ownerOrAny(JobId job) {
        return members.stream()
                .filter(VirtualInstance::awake)
                .filter(member -> roster.holds(member.name(), job.value()))
                .findFirst()
                .or(() -> members.stream().filter(VirtualInstance::awake).findFirst());
    }

    private void byHand(JobId job, String what) {
        RunId run = record(job).run();
        history.add(at -> new HistoryEvent.Ordered(at, job.value(), run.value(), what));
        ownerOrAny(job).ifPresent(member -> member.count(Trouble.TAMPERED_JOB));
    }

    /** Whether the store has a live lease of this instance. */
    boolean leased(VirtualInstance member) {
        return store().renew(member.lease(), Duration.ZERO, Load.NONE) instanceof LeaseState.Live;
    }

    /** A person takes the record of the lease away under which this instance owns its jobs. */
    void eraseLease(VirtualInstance owner) {
        eraseLease(owner, store::erase);
    }

    /** A person leaves a part of it, and so nothing of the lease. */
    void damageLease(VirtualInstance owner) {
        eraseLease(owner, store::damage);
    }

    private void eraseLease(VirtualInstance owner, Consumer<LeaseId> hand) {
        LeaseId lease = owner.lease();
        owner.troubled(Trouble.ERASED_LEASE, settings.ttl());
        history.add(at -> new HistoryEvent.LeaseErased(at, owner.name(), lease.value()));
        hand.accept(lease);
        roster.erased(lease);
    }

    /** From now on this job takes down whoever performs its steps; {@code then} happens each time. */
    void poison(JobId job, Runnable then) {
        deadly.add(job.value());
        tookDown = then;
    }

    /** Somebody has mended what was poison. */
    void mend() {
        deadly.clear();
    }

    boolean deadly(String job) {
        return deadly.contains(job);
    }

    void tookDown() {
        tookDown.run();
    }

    /** From now on this says what befalls the handler of a step at an instance of this name. */
    void ailing(BiFunction<String, StepId, Optional<Ailment>> other) {
        ailments = other;
    }

    /** What befalls the handler that begins a step now. */
    Optional<Ailment> ailment(String instance, StepId step) {
        return ailments.apply(instance, step);
    }

    void moveStoreClock(Duration by) {
        storeAheadMillis += by.toMillis();
        history.add(at -> new HistoryEvent.StoreMoved(at, by.toMillis()));
    }

    /** The job as it is, unless it was deleted. */
    Optional<JobRecord> find(JobId job) {
        return store().find(job);
    }

    JobRecord record(JobId job) {
        return find(job).orElseThrow();
    }

    /** Looked up only when something was written down since: nothing else finishes a job, and this is asked after every event. */
    boolean allFinished() {
        if (unfinishedAt != history.size()) {
            boolean finished = jobs.stream().allMatch(this::finished);
            unfinishedAt = finished ? NEVER : history.size();
            return finished;
        }
        return false;
    }

    /** Whether the job has come to its end. */
    boolean finished(JobId job) {
        return find(job)
                .filter(record -> record.progress().status() == Status.FINISHED)
                .isPresent();
    }

    /** What the oracles find. */
    List<Judgement> judgements() {
        Evidence evidence = new Evidence(
                history.events(),
                jobs.stream().flatMap(job -> find(job).stream()).toList());
        Stream<Judgement> found = Oracle.VIRTUAL.stream().map(oracle -> oracle.judge(evidence));
        return Stream.concat(found, Stream.of(problems())).toList();
    }

    /** What tasks of the engines' loops threw: a correct engine's never do. */
    private Judgement problems() {
        List<String> thrown = members.stream()
                .flatMap(member -> member.runtime().problems().stream())
                .map(Throwable::toString)
                .toList();
        return new Judgement("LOOP", TimeUnit.NANOSECONDS.toSeconds(world.nowNanos()), thrown);
    }
}
