package io.leasehold.testing;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.Codec;
import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.job.NotPerformed;
import io.leasehold.job.Step;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fleet in which some jobs take down whoever runs their code; whoever died is replaced, so that only the jobs decide how it ends. */
final class PoisonStage {
    static final Duration LONG = Duration.ofHours(2);

    final VirtualFleet fleet = new VirtualFleet(5);
    final List<EngineEvent> events = new ArrayList<>();
    final Map<String, Integer> killed = new LinkedHashMap<>();
    final Map<String, List<Long>> sent = new LinkedHashMap<>();

    /** How many suspects there were on probation at most whenever a job's code ran. */
    long mostOnProbationAtOnce;

    private final Map<String, Where> deadly = new LinkedHashMap<>();
    private final Set<VirtualFleet.Instance> alive = new LinkedHashSet<>();
    private final Set<JobId> jobs = new LinkedHashSet<>();
    private final DeliveryMode<Integer> mode;
    private Nature nature = Nature.kind();
    private VirtualFleet.Instance current;
    private int started;

    /** Which code of the user's ends its process. */
    enum Where {
        DECIDING,
        PERFORMING,
        CONFIRMING,
        /** Nothing leaves, and nothing dies. */
        NOT_PERFORMING
    }

    PoisonStage() {
        this(DeliveryMode.atMostOnce());
    }

    private PoisonStage(DeliveryMode<Integer> mode) {
        this.mode = mode;
    }

    static PoisonStage atLeastOnce() {
        return new PoisonStage(DeliveryMode.atLeastOnce());
    }

    /** The sink knows nothing of any key. */
    static PoisonStage confirmed() {
        PoisonStage[] self = new PoisonStage[1];
        self[0] = new PoisonStage(DeliveryMode.confirmed((number, key, fence) -> {
            self[0].strike(key.substring(0, key.indexOf('/')), Where.CONFIRMING);
            return Verdict.NOT_DELIVERED;
        }));
        return self[0];
    }

    /** Starts an instance, which another one follows half a minute after it was taken down. */
    VirtualFleet.Instance start() {
        String label = "i" + ++started;
        VirtualFleet.Instance[] self = new VirtualFleet.Instance[1];
        self[0] = fleet.start(label, events::add, type(self));
        self[0].runtime().nature(nature);
        alive.add(self[0]);
        return self[0];
    }

    private JobType<Integer, Integer, Integer> type(VirtualFleet.Instance[] self) {
        return JobType.named("message", 1)
                .codecs(Codec.number(), Codec.number(), Codec.number())
                .startingAt(total -> 0)
                .next((job, done) -> {
                    runs(self[0], job.id().value(), Where.DECIDING);
                    return done.equals(job.payload())
                            ? Step.finish()
                            : Step.perform(done + 1).then(done + 1).every(Duration.ofSeconds(10));
                })
                .perform((number, delivery) -> {
                    String job = delivery.step().job().value();
                    if (deadly.get(job) == Where.NOT_PERFORMING) {
                        throw new NotPerformed("no line");
                    }
                    sent.computeIfAbsent(job, id -> new ArrayList<>())
                            .add(fleet.world().nowMillis());
                    runs(self[0], job, Where.PERFORMING);
                })
                .mode(mode);
    }

    private void runs(VirtualFleet.Instance instance, String job, Where where) {
        current = instance;
        mostOnProbationAtOnce = Math.max(mostOnProbationAtOnce, onProbation());
        strike(job, where);
    }

    private void strike(String job, Where where) {
        if (deadly.get(job) == where) {
            killed.merge(job, 1, Integer::sum);
            kill(where == Where.CONFIRMING ? ownerOf(job) : current);
            throw new IllegalStateException("the process is gone");
        }
    }

    private VirtualFleet.Instance ownerOf(String job) {
        return alive.stream()
                .filter(instance -> owns(instance, job))
                .findFirst()
                .orElseThrow();
    }

    /** Kills it; another one starts after a while. */
    void kill(VirtualFleet.Instance instance) {
        instance.kill();
        alive.remove(instance);
        fleet.world().after(Duration.ofSeconds(30), this::start);
    }

    /** How long everybody works on a step from now on. */
    void working(Duration time) {
        nature = new Nature() {
            @Override
            public Fate call(Operation operation) {
                return Nature.kind().call(operation);
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return time;
            }
        };
        alive.forEach(instance -> instance.runtime().nature(nature));
    }

    /** All that live are killed at once, and those that follow them take everything over. */
    void allDie() {
        alive().forEach(this::kill);
        fleet.world().runUntil(() -> alive.size() == 2 && jobs.stream().allMatch(this::isTakenOver), LONG);
    }

    private boolean isTakenOver(JobId job) {
        return status(job.value()) != Status.READY || alive.stream().anyMatch(instance -> owns(instance, job.value()));
    }

    private boolean owns(VirtualFleet.Instance instance, String job) {
        LeaseId lease = instance.engine().health().lease();
        return fleet.job(job).ownership().owner().equals(Optional.of(lease));
    }

    /** How many have seen two owners die in a row, or more. */
    long suspects() {
        return jobs.stream()
                .filter(id -> fleet.job(id.value()).progress().lapses() >= 2)
                .count();
    }

    /** How many are on probation. */
    long onProbation() {
        return jobs.stream()
                .filter(id -> fleet.job(id.value()).progress().probation())
                .count();
    }

    /** Those that live. */
    List<VirtualFleet.Instance> alive() {
        return List.copyOf(alive);
    }

    void submit(String job, int steps) {
        jobs.add(new JobId(job));
        fleet.submit(type(new VirtualFleet.Instance[1]), job, steps);
    }

    /** This job takes its owner down whenever its code runs there. */
    void poison(String job, Where where) {
        deadly.put(job, where);
    }

    /** Somebody has mended it. */
    void mend(String job) {
        deadly.remove(job);
    }

    JobRecord job(String id) {
        return fleet.job(id);
    }

    Status status(String id) {
        return job(id).progress().status();
    }

    void start(String id) {
        order(id, new Command.Start());
    }

    void order(String id, Command.Order order) {
        JobRecord seen = job(id);
        fleet.store().command(new Command(seen.id(), seen.run(), seen.commandNumber(), order));
        fleet.store().ring();
    }

    boolean ends() {
        return fleet.passUntilAllHaveEnded(LONG);
    }
}
