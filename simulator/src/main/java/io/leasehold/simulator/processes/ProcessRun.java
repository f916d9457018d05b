package io.leasehold.simulator.processes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Oracle;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.realtime.FaultDriver;
import io.leasehold.simulator.realtime.FinalRecords;
import io.leasehold.simulator.realtime.FreshFolder;
import io.leasehold.simulator.realtime.Interruption;
import io.leasehold.simulator.realtime.Operator;
import io.leasehold.simulator.realtime.Watchdog;
import io.leasehold.simulator.scenario.Fault;
import io.leasehold.simulator.scenario.FaultPlan;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One run: starts processes, submits the jobs, has the faults carried out, waits for the end and asks the oracles. Used once. */
public final class ProcessRun {
    private final ProcessOptions options;
    private final RunOptions run;
    private final EngineSettings settings;
    private final Bounds bounds;
    private final History history;
    private final String classPath;
    private final Interruption interruption;
    private @Nullable Long hostKilledMillis;

    /** What came of the plan: faults that never hit; and the history as it was when a person had the run end before its time. */
    private record Acted(List<Fault> missed, Optional<List<HistoryEvent>> soFar) {}

    /**
     * A run that writes this history, and ends before its time if that is wished; its instances are what this process's class path has.
     */
    public ProcessRun(ProcessOptions options, History history, Interruption interruption) {
        this(options, history, Launch.ownClassPath(), interruption);
    }

    /** One with instances of another class path that comes to its end. */
    ProcessRun(ProcessOptions options, History history, String classPath) {
        this(options, history, classPath, new Interruption());
    }

    private ProcessRun(ProcessOptions options, History history, String classPath, Interruption interruption) {
        this.options = options;
        this.run = options.run();
        this.settings = run.settings();
        this.bounds = Promises.of(settings, Duration.ZERO);
        this.history = history;
        this.classPath = classPath;
        this.interruption = interruption;
    }

    /**
     * Runs to the end, or until it is wished that it ends before its time. None of its processes is left then.
     *
     * @throws IllegalArgumentException if the store's URI can't be right
     * @throws StoreException if the store can't be reached
     * @throws IllegalStateException if an instance ended that nobody had end
     */
    public ProcessResult run() throws InterruptedException {
        history.add(at -> RunStarted.of(at, "processes", run.terms().repeats(), false, bounds));
        String namespace = "sim_" + Long.toHexString(System.currentTimeMillis());
        StoreOptions storeOptions = StoreOptions.DEFAULT.namespace(namespace).callTimeout(settings.callTimeout());
        Random random = new Random(run.seed());
        Deaths deaths = Deaths.drawn(run.scenario().faults(), options.halts(), random);
        try (FreshFolder folder = FreshFolder.make();
                Watchdog watchdog = Watchdog.start()) {
            Launch launch = new Launch(classPath, folder.path());
            try (Meeting meeting = Meeting.at(run.store(), options.killHost(), storeOptions, launch, folder.path())) {
                Children children = new Children(
                        launch, name -> assignment(name, meeting.uri(), namespace), history, deaths, stopping());
                Acted acted;
                try (children) {
                    acted = acted(children, meeting, random);
                }
                return judged(children, meeting.observer(), acted, watchdog.worst());
            }
        }
    }

    private String assignment(String name, String uri, String namespace) {
        try {
            return new ObjectMapper()
                    .writeValueAsString(
                            Assignment.of(name, uri, namespace, run.scenario().lease(), run.factor()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an assignment is JSON", e);
        }
    }

    private Duration stopping() {
        return bounds.shutdown().multipliedBy(2);
    }

    private Acted acted(Children children, Meeting meeting, Random random) throws InterruptedException {
        try (Operator operator = Operator.start(meeting.observer(), history, settings.heartbeat())) {
            return new Acted(act(children, meeting, random), Optional.empty());
        } catch (InterruptedException e) {
            if (!interruption.wished()) {
                throw e;
            }
            return new Acted(List.of(), Optional.of(history.events()));
        }
    }

    private List<Fault> act(Children children, Meeting meeting, Random random) throws InterruptedException {
        for (int i = 1; i < run.instances(); i++) {
            children.start();
        }
        interruption.await(() -> children.running().stream().allMatch(Child::live), Duration.ofMinutes(1));
        new Submitting(meeting.observer(), history).submit(run.scenario(), run.factor(), random);
        FaultPlan plan = FaultPlan.crowded(options.faults(), options.atOnce(), random);
        List<Fault> missed = new FaultDriver(children, settings, run.instances(), random, interruption).carryOut(plan);
        if (options.killHost()) {
            killHost(children, meeting);
        }
        awaitEnd(children, meeting.observer(), plan.waves().size());
        return missed;
    }

    /** It may cost anybody the lease. */
    private void killHost(Children children, Meeting meeting) throws InterruptedException {
        interruption.await(() -> children.running().stream().allMatch(Child::live), settings.crashBound());
        long trouble = bounds.crash().plus(bounds.ttl()).toMillis();
        children.running().forEach(child -> history.add(at -> new Troubled(at, child.name(), "HOST_KILLED", trouble)));
        hostKilledMillis = history.nowMillis();
        meeting.killHost();
    }

    /** Every wave may have cost a job its bound once; three more are generous. */
    private void awaitEnd(Children children, LeaseStore observer, int waves) throws InterruptedException {
        Duration length = run.scenario().length().dividedBy(run.factor());
        Duration latest = length.plus(settings.crashBound().multipliedBy(waves + 3L));
        interruption.await(
                () -> !children.running().isEmpty() && FinalRecords.reached(observer),
                latest.minusMillis(history.nowMillis()));
    }

    /** One that was ended before its time is judged by what happened until then; how its instances then left is no part of it. */
    private ProcessResult judged(Children children, LeaseStore observer, Acted acted, Duration here) {
        boolean interrupted = acted.soFar.isPresent();
        Evidence evidence = new Evidence(acted.soFar.orElseGet(history::events), FinalRecords.of(observer));
        StoreDescription store = observer.describe();
        RunResult result = new RunResult(
                run,
                store.kind() + " " + store.version(),
                evidence,
                (interrupted ? Oracle.SO_FAR : Oracle.PROCESSES)
                        .stream().map(oracle -> oracle.judge(evidence)).toList(),
                acted.missed,
                0,
                worse(here, children.worstStall()),
                interrupted);
        HostLoss host = hostKilledMillis == null ? null : HostLoss.of(evidence.events(), hostKilledMillis);
        return new ProcessResult(result, ProcessFigures.of(children.all(), evidence, host));
    }

    private static Duration worse(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
