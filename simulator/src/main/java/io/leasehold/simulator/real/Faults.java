package io.leasehold.simulator.real;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does faults to a fleet, one after the other, each until the jobs that it hit have gone on elsewhere. */
final class Faults {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Fleet fleet;
    private final History history;
    private final Observer observer;
    private final Duration recovery;
    private boolean joined;

    /** {@code recovery}: how long jobs are given to go on elsewhere. */
    Faults(Fleet fleet, History history, Observer observer, Duration recovery) {
        this.fleet = fleet;
        this.history = history;
        this.observer = observer;
        this.recovery = recovery;
    }

    void strike(Fault fault) throws InterruptedException {
        switch (fault) {
            case KILL_AFTER_INTENT -> killed(killInStep(Phase.AFTER_INTENT));
            case KILL_AFTER_EFFECT -> killed(killInStep(Phase.AFTER_EFFECT));
            case KILL_IDLE -> killed(killResting());
            case KILL_TWO -> {
                List<Hit> hits = new ArrayList<>(killInStep(Phase.AFTER_EFFECT));
                hits.addAll(killInStep(Phase.AFTER_INTENT));
                killed(hits);
            }
            case FREEZE -> freeze();
            case STOP -> stop();
        }
    }

    /** An instance that was hit, and what it owned. */
    private record Hit(Member member, HistoryEvent.Held held) {}

    private List<Hit> killInStep(Phase phase) throws InterruptedException {
        for (Member victim : owners()) {
            var lease = victim.lease();
            if (victim.killAt(phase).await(recovery)) {
                return List.of(hit(victim, lease));
            }
        }
        return List.of();
    }

    private List<Hit> killResting() throws InterruptedException {
        Optional<Hit>[] hit = newSlot();
        await(recovery, () -> {
            for (Member victim : fleet.owners()) {
                var lease = victim.lease();
                if (victim.killIfResting()) {
                    hit[0] = Optional.of(hit(victim, lease));
                    return true;
                }
            }
            return false;
        });
        return hit[0].stream().toList();
    }

    @SuppressWarnings("unchecked")
    private static Optional<Hit>[] newSlot() {
        return new Optional[] {Optional.empty()};
    }

    /** The dead are replaced once their jobs go on; after the first death another instance joins besides. */
    private void killed(List<Hit> hits) throws InterruptedException {
        hits.forEach(hit -> {
            hit.member.bury();
            fleet.remove(hit.member);
        });
        if (!joined && !hits.isEmpty()) {
            joined = true;
            fleet.start();
        }
        awaitRecovery(hits);
        hits.forEach(hit -> fleet.start());
    }

    /** Those that own jobs, once anybody does. */
    private List<Member> owners() throws InterruptedException {
        await(recovery, () -> !fleet.owners().isEmpty());
        return fleet.owners();
    }

    private void freeze() throws InterruptedException {
        for (Member victim : owners()) {
            var lease = victim.lease();
            if (victim.freezeAt(Phase.AFTER_INTENT).await(recovery)) {
                awaitRecovery(List.of(hit(victim, lease)));
                victim.wake();
                await(
                        recovery,
                        () -> history.of(HistoryEvent.Lost.class)
                                .anyMatch(lost -> lost.instance().equals(victim.label())));
                return;
            }
        }
    }

    private void stop() throws InterruptedException {
        Optional<Member> chosen = owners().stream().findFirst();
        if (chosen.isPresent()) {
            Member member = chosen.get();
            long asked = history.nowMillis();
            HistoryEvent.Held held =
                    new HistoryEvent.Held(asked, member.label(), asked, true, observer.heldBy(member.lease(), asked));
            history.append(at -> new HistoryEvent.StopAsked(at, member.label()));
            history.append(at -> held);
            member.stop();
            fleet.remove(member);
            awaitRecovery(List.of(new Hit(member, held)));
            fleet.start();
        }
    }

    private Hit hit(Member victim, io.leasehold.store.LeaseId lease) {
        long since = history.events().stream()
                .filter(event -> (event instanceof HistoryEvent.Killed killed
                                && killed.instance().equals(victim.label()))
                        || (event instanceof HistoryEvent.Frozen frozen
                                && frozen.instance().equals(victim.label())))
                .mapToLong(HistoryEvent::atMillis)
                .max()
                .orElseThrow();
        long now = history.nowMillis();
        HistoryEvent.Held held = new HistoryEvent.Held(now, victim.label(), since, false, observer.heldBy(lease, now));
        history.append(at -> held);
        return new Hit(victim, held);
    }

    private void awaitRecovery(List<Hit> hits) throws InterruptedException {
        await(recovery, () -> hits.stream().allMatch(hit -> recovered(hit.held)));
    }

    private boolean recovered(HistoryEvent.Held held) {
        List<HistoryEvent.Effect> effects = history.of(HistoryEvent.Effect.class)
                .filter(effect -> effect.atMillis() > held.sinceMillis()
                        && !effect.instance().equals(held.instance()))
                .toList();
        return held.jobs().stream()
                .allMatch(job ->
                        effects.stream().anyMatch(effect -> effect.step().job().equals(job.job()))
                                || observer.over(job.job()));
    }

    static boolean await(Duration most, BooleanSupplier goal) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!goal.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        return true;
    }
}
