package io.leasehold.simulator.virtual;

import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryDigest;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Auth;
import io.leasehold.simulator.oracle.Bounds;
import io.leasehold.simulator.oracle.Chain;
import io.leasehold.simulator.oracle.Doubt;
import io.leasehold.simulator.oracle.Dup;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.oracle.Loss;
import io.leasehold.simulator.oracle.Mono;
import io.leasehold.simulator.oracle.Oracle;
import io.leasehold.simulator.oracle.Token;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One seed in virtual time: chaos, then heal, then progress is demanded, then the oracles judge. Used once. */
public final class VirtualRun {
    /** What a run in virtual time is judged by. */
    public static final List<Oracle> ORACLES =
            List.of(new Dup(), new Loss(), new Doubt(), new Chain(), new Token(), new Auth(), new Mono());

    /** After the trouble, how much longer than its steps a job may take before it counts as stuck. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final long seed;
    private final VirtualOptions options;
    private final Seams seams;
    private final VirtualWorld world;
    private final History history;
    private final InMemoryLeaseStore store;
    private final Roster roster = new Roster();
    private final Tally tally = new Tally();
    private final List<VirtualInstance> members = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();
    private long storeAheadMillis;
    private int started;
    private Optional<Chances> chances = Optional.empty();

    /** A run of this seed. */
    public VirtualRun(long seed, VirtualOptions options) {
        this(seed, options, Seams.NONE, event -> {});
    }

    /** The same with other parts at the doors; {@code copy} hears every event. */
    public VirtualRun(long seed, VirtualOptions options, Seams seams, Consumer<HistoryEvent> copy) {
        this.seed = seed;
        this.options = options;
        this.seams = seams;
        this.world = new VirtualWorld(seed);
        this.history = new History(world::nowNanos, copy);
        this.store = new InMemoryLeaseStore(
                () -> world.wallMillis() + storeAheadMillis,
                StoreOptions.DEFAULT.callTimeout(options.settings().callTimeout()));
    }

    /** Runs to the end, and judges. */
    public VirtualResult run() {
        for (int i = 0; i < options.instances(); i++) {
            start();
        }
        submit();
        Chances drawn = new Chances(world.random().split());
        chances = Optional.of(drawn);
        members.forEach(member -> member.trouble(drawn));
        Chaos chaos = new Chaos(
                world, options, drawn, () -> List.copyOf(members), this::start, millis -> storeAheadMillis += millis);
        chaos.begin();
        operate();
        world.run(options.time());
        chaos.end();
        heal();
        world.runUntil(this::allOver, options.time().plus(PATIENCE));
        return judged();
    }

    private void start() {
        started++;
        VirtualInstance member =
                new VirtualInstance("i" + started, world, store, seams, options, history, roster, tally);
        chances.ifPresent(member::trouble);
        members.add(member);
    }

    private void heal() {
        chances = Optional.empty();
        members.forEach(VirtualInstance::heal);
        members.forEach(member -> member.runtime().rate(1));
        start();
    }

    private void submit() {
        for (int i = 1; i <= options.jobs(); i++) {
            JobId job = new JobId("job-" + i);
            RunId run = RunId.of(world.random().nextLong());
            Series series = new Series("someone", options.pace().toMillis(), List.of("hello"), options.steps());
            jobs.add(job);
            store.submit(List.of(new Submission(
                    job,
                    MessageType.NAME,
                    1,
                    MessageType.sending((message, delivery) -> {}).encode(series),
                    run,
                    Optional.empty(),
                    Duration.ZERO)));
            history.add(at -> new HistoryEvent.Submitted(at, job.value(), run.value(), series.messages()));
        }
        store.ring();
    }

    /** A person who looks once a minute, and starts again what three ambiguous answers of the sink in a row have parked. */
    private void operate() {
        for (JobId job : jobs) {
            JobRecord record = record(job);
            Status status = record.progress().status();
            if (status == Status.PARKED || status == Status.FAILED) {
                store.command(new Command(job, record.run(), record.commandNumber(), new Command.Start()));
                store.ring();
            }
        }
        world.after(Duration.ofMinutes(1), this::operate);
    }

    private boolean allOver() {
        return jobs.stream().allMatch(job -> record(job).progress().status() == Status.FINISHED);
    }

    private JobRecord record(JobId job) {
        return store.find(job).orElseThrow();
    }

    private VirtualResult judged() {
        List<JobRecord> records = jobs.stream().map(this::record).toList();
        Bounds bounds = new Bounds(
                options.settings().worstBound(),
                Duration.ofSeconds(1),
                options.settings().ttl(),
                options.settings().heartbeat());
        Evidence evidence = new Evidence(history.events(), records, bounds);
        Stream<Judgement> judgements = ORACLES.stream().map(oracle -> oracle.judge(evidence));
        return new VirtualResult(
                seed,
                Stream.concat(judgements, Stream.of(problems())).toList(),
                tally,
                Duration.ofNanos(world.nowNanos()),
                world.events(),
                HistoryDigest.of(history.events()));
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
