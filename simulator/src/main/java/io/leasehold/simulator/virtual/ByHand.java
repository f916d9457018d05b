package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records change behind the store's back, among all other trouble: a person takes away a job's, and submits the job again later, or a
 * lease's; or the store has of one job what it had some moments ago, but for a person's orders (faults 14 and 15). Not thread-safe.
 */
final class ByHand {
    private static final List<Trouble> WAYS = List.of(Trouble.TAMPERED_JOB, Trouble.ERASED_LEASE, Trouble.SET_BACK);
    private static final Duration SELDOM = Duration.ofMinutes(12);
    private static final Duration LATER = Duration.ofMinutes(2);

    /** Beyond what a packet may be late: one of the lost run's, from whom the next one is claimed under the same token, would be taken for its. */
    private static final Duration ALL_ARRIVED = Duration.ofMinutes(3);

    private final Stage stage;
    private final SplittableRandom random;
    private final Optional<Ambush> ambush;
    private final List<Trouble> ways;
    private final long endsNanos;

    /** For this long; whoever is waited for is struck first. */
    ByHand(Stage stage, SplittableRandom random, Optional<Ambush> ambush, FaultChoice faults, Duration time) {
        this.stage = stage;
        this.random = random;
        this.ambush = ambush;
        this.ways = WAYS.stream().filter(faults::has).toList();
        this.endsNanos = stage.world.nowNanos() + time.toNanos();
    }

    void begin() {
        if (!ways.isEmpty()) {
            later(SELDOM, this::strike);
        }
    }

    private void strike() {
        if (over()) {
            return;
        }
        begin();
        Trouble way = ways.get(random.nextInt(ways.size()));
        switch (way) {
            case TAMPERED_JOB -> befall(way, victim -> job(victim, this::erase));
            case ERASED_LEASE -> befall(way, this::eraseLease);
            default -> setBack(way);
        }
    }

    private boolean over() {
        return stage.world.nowNanos() >= endsNanos;
    }

    private void befall(Trouble way, Consumer<VirtualInstance> hand) {
        if (over()) {
            return;
        } else if (ambush.isPresent()) {
            List<StepPhase> reach = Coverage.reach(way);
            ambush.get().lay(reach.get(random.nextInt(reach.size())), hand);
        } else {
            drawn(stage.members().stream().filter(VirtualInstance::awake).toList())
                    .ifPresent(hand);
        }
    }

    private void eraseLease(VirtualInstance victim) {
        if (stage.leased(victim)) {
            stage.eraseLease(victim);
        }
    }

    /** To what is now, a while later. */
    private void setBack(Trouble way) {
        SettingBack copy = new SettingBack(stage);
        Map<JobId, JobRecord> before = new LinkedHashMap<>();
        stage.jobs().forEach(job -> stage.find(job).ifPresent(record -> before.put(job, record)));
        later(
                LATER,
                () -> befall(
                        way,
                        victim -> job(
                                victim,
                                job -> stage.find(job)
                                        .filter(now -> sameOrders(now, before.get(job)))
                                        .ifPresent(now -> copy.alone(job)))));
    }

    private static boolean sameOrders(JobRecord now, @Nullable JobRecord before) {
        return before != null && now.run().equals(before.run()) && now.commandNumber() == before.commandNumber();
    }

    /** One of its jobs, at best one with a step in hand. */
    private void job(VirtualInstance victim, Consumer<JobId> then) {
        List<JobId> inHand =
                victim.open().stream().map(StepId::job).map(JobId::new).toList();
        List<JobId> held =
                stage.roster.jobsOf(victim.name()).stream().map(JobId::new).toList();
        drawn(inHand)
                .or(() -> drawn(held))
                .filter(job -> stage.find(job).isPresent())
                .ifPresent(then);
    }

    private void erase(JobId job) {
        stage.erase(job);
        stage.world.after(ALL_ARRIVED, () -> later(LATER, () -> stage.resubmit(job)));
    }

    private <T> Optional<T> drawn(List<T> among) {
        return among.isEmpty() ? Optional.empty() : Optional.of(among.get(random.nextInt(among.size())));
    }

    private void later(Duration most, Runnable task) {
        stage.world.after(Duration.ofNanos(random.nextLong(most.toNanos())), task);
    }
}
