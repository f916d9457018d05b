package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.testing.Fate;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One drill with one seed: its situation, then all heals, progress is demanded, and the oracles judge. Used once. */
public final class DrillRun {
    private static final Duration PACE = Duration.ofSeconds(30);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofHours(3);

    final Stage stage;
    private final Drill drill;
    private boolean healed;

    /** A run of this drill; {@code copy} hears every event. */
    public DrillRun(Drill drill, long seed, Consumer<HistoryEvent> copy) {
        this(drill, seed, Over.MEMORY, copy);
    }

    /** The same over a store that is opened so. */
    DrillRun(Drill drill, long seed, Opening over, Consumer<HistoryEvent> copy) {
        this.drill = drill;
        VirtualWorld world = new VirtualWorld(seed);
        Opening keeping = (clockMillis, options, history, roster) ->
                over.opened(clockMillis, options.retention(drill.retention()), history, roster);
        this.stage = new Stage(world, keeping, drill.terms(), "drill", drill.settings(), PACE, drill.wakeUp(), copy);
    }

    /** Runs to the end; answers what the oracles find. */
    public List<Judgement> run() {
        drill.tell(this);
        heal();
        stage.world.runUntil(stage::allFinished, PATIENCE);
        pass(stage.settings.ttl().plus(stage.settings.heartbeat()));
        return stage.judgements();
    }

    /** What was done, by the phase of the steps. */
    public Tally tally() {
        return stage.tally;
    }

    /** How much virtual time went by. */
    public Duration simulated() {
        return Duration.ofNanos(stage.world.nowNanos());
    }

    /** From now on nothing is done to anybody. */
    void heal() {
        if (!healed) {
            healed = true;
            stage.history.add(HistoryEvent.Healed::new);
            stage.members().forEach(member -> {
                member.network().strike((operation, fate) -> fate);
                member.heal();
            });
        }
    }

    void submit(int jobs, int steps, Duration pace) {
        for (int i = 0; i < jobs; i++) {
            stage.submit(steps, pace);
        }
        stage.store().ring();
    }

    void pass(Duration time) {
        stage.world.run(time);
    }

    /** This much, and up to a heartbeat more, as the seed has it. */
    void passAbout(Duration time) {
        pass(time.plus(stage.world.upTo(stage.settings.heartbeat())));
    }

    /** From now on this becomes of the instance's calls, which counts as this trouble for this long. */
    void strike(VirtualInstance member, Trouble trouble, Duration time, BiFunction<Operation, Fate, Fate> strike) {
        member.troubled(trouble, time);
        member.network().strike(strike);
    }

    /** The same for calls of one operation. */
    void strike(VirtualInstance member, Trouble trouble, Duration time, Operation struck, UnaryOperator<Fate> becomes) {
        strike(member, trouble, time, (operation, fate) -> operation == struck ? becomes.apply(fate) : fate);
    }

    /** The records are counted, where tombstones go after this time. */
    void count(Duration tombstones) {
        Duration kept = drill.retention().endedLeases().plus(HOUSEKEEPING);
        stage.history.add(at -> new HistoryEvent.Counted(
                at,
                stage.shared().jobRecords(),
                stage.shared().leaseRecords(),
                kept.toMillis(),
                tombstones.toMillis()));
    }

    void order(JobId job, Command.Order order) {
        stage.order(job, order);
    }
}
