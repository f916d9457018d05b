package io.leasehold.simulator.real;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Oracles;
import io.leasehold.simulator.report.Outcome;
import io.leasehold.simulator.report.Progress;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.MessageJobs;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One run in real time: starts a fleet, submits the scenario's automations, does the faults, waits for every automation to end, and
 * judges by the ledger. Used once, by one thread.
 */
public final class RealRun {
    /** How long a job may stand still after an orderly stop. */
    public static final Duration STOP_BOUND = Duration.ofSeconds(1);

    private final RunOptions options;
    private final Progress progress;
    private final EngineSettings settings;
    private final History history;

    /** A run that tells its progress. */
    public RealRun(RunOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.settings = options.settings();
        long began = System.nanoTime();
        this.history =
                new History(() -> Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    /**
     * Runs, and judges.
     *
     * @throws IllegalArgumentException if the store's URI can't be right
     * @throws StoreException if the store can't be reached
     */
    public Outcome run() throws InterruptedException {
        StoreOptions storeOptions = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(5));
        try (LeaseStore store = LeaseStores.open(options.storeUri(), storeOptions, PrepareMode.CREATE);
                Watchdog watchdog = new Watchdog()) {
            Fleet fleet = new Fleet(options, history);
            Observer observer = new Observer(store);
            try {
                return run(store, fleet, observer, watchdog);
            } finally {
                progress.over();
                fleet.stopAll();
            }
        }
    }

    private Outcome run(LeaseStore store, Fleet fleet, Observer observer, Watchdog watchdog)
            throws InterruptedException {
        submit(store);
        for (int i = 1; i < options.instances(); i++) {
            fleet.start();
        }
        progress.begin(history, fleet::running, total());
        store.ring();
        Faults.await(
                recovery(),
                () -> sentByAll() >= options.scenario().automations().size());
        Faults faults = new Faults(fleet, history, observer, recovery());
        for (Fault fault : options.faults()) {
            progress.doing(fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            faults.strike(fault);
        }
        progress.doing("waiting for every automation to end");
        Faults.await(patience(), () -> ended(observer));
        Duration stall = watchdog.worst();
        progress.doing("stopping");
        fleet.stopAll();
        return judge(observer, fleet, stall);
    }

    private Outcome judge(Observer observer, Fleet fleet, Duration stall) {
        Evidence evidence = new Evidence(history.events(), observer.all(), settings.crashBound(), STOP_BOUND);
        return new Outcome(evidence, Oracles.judge(evidence), fleet.started(), settings, stall);
    }

    private void submit(LeaseStore store) {
        Random random = new Random(options.seed());
        for (Automation automation : options.scenario().automations()) {
            MessageJobs.Plan plan = MessageJobs.plan(options.scenario(), automation, options.factor());
            RunId run = RunId.of(random.nextLong());
            JobId id = new JobId(automation.id());
            Submission submission = new Submission(
                    id,
                    MessageJobs.TYPE,
                    1,
                    MessageJobs.type((message, delivery) -> {}).encode(plan),
                    run,
                    Optional.empty(),
                    Duration.ZERO);
            history.append(
                    at -> new HistoryEvent.Submitted(at, id, run, plan.total(), Duration.ofMillis(plan.everyMillis())));
            if (!(store.submit(List.of(submission)).get(0) instanceof io.leasehold.store.SubmitAnswer.Created)) {
                throw new IllegalArgumentException("the store already holds job \"" + automation.id()
                        + "\"; the simulator needs a store, or a namespace, without jobs");
            }
        }
    }

    private long sentByAll() {
        return history.of(HistoryEvent.Effect.class)
                .map(effect -> effect.step().job())
                .distinct()
                .count();
    }

    private boolean ended(Observer observer) {
        return observer.all().stream().allMatch(job -> job.progress().status() != Status.READY);
    }

    private long total() {
        return history.of(HistoryEvent.Submitted.class)
                .mapToLong(HistoryEvent.Submitted::steps)
                .sum();
    }

    private Duration longestPace() {
        return options.scenario().automations().stream()
                .map(Automation::every)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .dividedBy(options.factor());
    }

    /** How long jobs are given to go on elsewhere: twice what they may take. */
    private Duration recovery() {
        return settings.worstBound().plus(longestPace()).multipliedBy(2);
    }

    /** How long automations are given to end, from the last fault on. */
    private Duration patience() {
        return options.scenario()
                .lasting()
                .dividedBy(options.factor())
                .multipliedBy(2)
                .plus(recovery());
    }
}
