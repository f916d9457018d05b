package io.leasehold.simulator.real;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.oracle.Oracle;
import io.leasehold.simulator.realtime.FaultDriver;
import io.leasehold.simulator.realtime.FinalRecords;
import io.leasehold.simulator.realtime.Interruption;
import io.leasehold.simulator.realtime.Operator;
import io.leasehold.simulator.realtime.Watchdog;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.Fault;
import io.leasehold.simulator.scenario.FaultPlan;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SubmitAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One run: starts instances, submits the jobs, has the faults carried out, waits for the end and asks the oracles. Used once. */
public final class RealRun {
    private final RunOptions options;
    private final EngineSettings settings;
    private final Seams seams;
    private final History history;
    private final Aim aim;
    private final UnaryOperator<String> wire;
    private final Interruption interruption;

    /** A run that writes this history. */
    public RealRun(RunOptions options, History history) {
        this(options, history, new Interruption());
    }

    /** The same, and it ends before its time if that is wished. */
    public RealRun(RunOptions options, History history, Interruption interruption) {
        this(options, history, Seams.NONE, aim(options), UnaryOperator.identity(), interruption);
    }

    /** The same with other parts between engines and world. */
    public RealRun(RunOptions options, History history, Seams seams) {
        this(options, history, seams, aim(options));
    }

    /** The same, its faults aimed so. */
    RealRun(RunOptions options, History history, Seams seams, Aim aim) {
        this(options, history, seams, aim, UnaryOperator.identity());
    }

    /** The same; its instances reach the store by the URI that this makes of its URI. */
    RealRun(RunOptions options, History history, Seams seams, Aim aim, UnaryOperator<String> wire) {
        this(options, history, seams, aim, wire, new Interruption());
    }

    private RealRun(
            RunOptions options,
            History history,
            Seams seams,
            Aim aim,
            UnaryOperator<String> wire,
            Interruption interruption) {
        this.options = options;
        this.settings = options.settings();
        this.history = history;
        this.seams = seams;
        this.aim = aim;
        this.wire = wire;
        this.interruption = interruption;
    }

    private static Aim aim(RunOptions options) {
        return options.terms().delivering().inStore() ? Aim.atTransactions() : Aim.outside();
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalArgumentException if the store's URI can't be right
     * @throws io.leasehold.store.StoreException if the store can't be reached
     */
    public RunResult run() throws InterruptedException {
        Bounds bounds = Promises.of(settings, Duration.ZERO).settling(settle());
        history.add(at -> RunStarted.of(
                at,
                "real",
                options.terms().repeats(),
                options.terms().delivering().inStore(),
                bounds));
        String namespace = "sim_" + Long.toHexString(System.currentTimeMillis());
        StoreOptions storeOptions = StoreOptions.DEFAULT.namespace(namespace).callTimeout(settings.callTimeout());
        try (StoreSource stores = new StoreSource(options.store(), wire, storeOptions);
                Destination destination = Destination.of(options.terms(), stores, namespace, history);
                Watchdog watchdog = Watchdog.start()) {
            Fleet fleet = new Fleet(stores, settings, seams, history, destination, aim);
            List<Fault> missed = List.of();
            List<HistoryEvent> soFar = List.of();
            try (Operator operator = Operator.start(stores.observer(), history, settings.heartbeat())) {
                missed = act(fleet, stores.observer());
            } catch (InterruptedException e) {
                if (!interruption.wished()) {
                    throw e;
                }
                soFar = history.events();
            } finally {
                fleet.close();
            }
            return soFar.isEmpty()
                    ? judged(stores.observer(), destination, missed, watchdog.worst())
                    : judgedSoFar(soFar, stores.observer(), watchdog.worst());
        }
    }

    /** ROWS: what was a message once is one at the end. */
    private static Judgement rows(MessageTable table) {
        List<String> gone = table.lookAtAll();
        return new Judgement("ROWS", table.size(), gone);
    }

    private Duration settle() {
        return options.terms().delivering().settle(settings);
    }

    private List<Fault> act(Fleet fleet, LeaseStore observer) throws InterruptedException {
        for (int i = 1; i < options.instances(); i++) {
            fleet.start();
        }
        interruption.await(() -> fleet.running().stream().allMatch(RealInstance::live), settings.crashBound());
        submit(fleet.running().get(0));
        Random random = new Random(options.seed());
        int atOnce = options.instances() - 2;
        FaultPlan plan = FaultPlan.drawn(options.scenario().faults(), atOnce, random);
        List<Fault> missed = new FaultDriver(fleet, settings, options.instances(), random, interruption).carryOut(plan);
        awaitEnd(observer, plan.waves().size());
        return missed;
    }

    private void submit(RealInstance instance) {
        for (Automation automation : options.scenario().automations()) {
            Series series = new Series(
                    automation.to(),
                    automation.every().dividedBy(options.factor()).toMillis(),
                    automation.texts(),
                    automation.repeat());
            String id = automation.id().value();
            SubmitAnswer answer = instance.submit(id, series);
            history.add(at -> new Submitted(at, id, answer.run().value(), series.messages(), series.everyMillis()));
        }
    }

    /** Every takeover may have cost a job its bound once; three more are generous. */
    private void awaitEnd(LeaseStore observer, int waves) throws InterruptedException {
        Duration length = options.scenario().length().dividedBy(options.factor());
        Duration latest = length.plus(settings.crashBound().plus(settle()).multipliedBy(waves + 3L));
        interruption.await(() -> FinalRecords.reached(observer), latest.minusMillis(history.nowMillis()));
    }

    /** What happened until the wish; how the instances then left is no part of it. */
    private RunResult judgedSoFar(List<HistoryEvent> soFar, LeaseStore observer, Duration stall) {
        Evidence evidence = new Evidence(soFar, FinalRecords.of(observer));
        StoreDescription store = observer.describe();
        return new RunResult(
                options,
                store.kind() + " " + store.version(),
                evidence,
                Oracle.SO_FAR.stream().map(oracle -> oracle.judge(evidence)).toList(),
                List.of(),
                0,
                stall,
                true);
    }

    private RunResult judged(LeaseStore observer, Destination destination, List<Fault> missed, Duration stall) {
        Optional<Judgement> rows = destination.table().map(RealRun::rows);
        Evidence evidence = new Evidence(history.events(), FinalRecords.of(observer));
        StoreDescription store = observer.describe();
        return new RunResult(
                options,
                store.kind() + " " + store.version(),
                evidence,
                Stream.concat(Oracle.REAL.stream().map(oracle -> oracle.judge(evidence)), rows.stream())
                        .toList(),
                missed,
                destination.cutOff(),
                stall);
    }
}
