package io.leasehold.simulator.virtual;

import io.leasehold.simulator.automation.Release;
import io.leasehold.simulator.history.HistoryDigest;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.Retention;
import io.leasehold.store.Status;
import io.leasehold.testing.VirtualWorld;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One seed in virtual time: chaos, then heal, then progress is demanded, then the oracles judge. Used once. */
public final class VirtualRun {
    /** After the trouble, how much longer than its steps a job may take before the run is given up. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    /** One run in so many goes on, after all jobs have finished, until nothing needs to be kept any more. */
    private static final int QUIET_RUNS = 10;

    /** In one run of so many a job turns out to be poison. */
    private static final int POISONED_RUNS = 4;

    /** In one run of so many a person gives orders all the time. */
    private static final int BUSY_PERSONS = 4;

    /** In one run of so many the fleet is upgraded: for a while two releases run side by side. */
    private static final int UPGRADED_RUNS = 5;

    /** Sets the draw apart whether a run's trouble aims at phases: half of them do. */
    private static final long AIMED = 0x5eedL;

    /** In one aimed run of so many where one owns all, who inherits all is killed. */
    private static final int HEIRS = 4;

    /** Sets that draw apart. */
    private static final long HEIR = 0x4e14L;

    /** In one run of so many records change behind the store's back. */
    private static final int TAMPERED_RUNS = 6;

    /** Sets that draw apart. */
    private static final long BY_HAND = 0x4a4dL;

    /** In one run of so many handlers ail; only at most once: the other modes have their sinks for that. */
    private static final int AILING_RUNS = 6;

    /** So many jobs are of a type that only the newer release knows. */
    private static final int BULLETINS = 3;

    /** For housekeeping to come by, beyond the retention. */
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(30);

    /** How long it is quiet where instances take locks, for one that is held unknowingly to be noticed. */
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final long seed;
    private final VirtualOptions options;
    private final FaultChoice faults;
    private final Stage stage;
    private final SplittableRandom drawn;
    private boolean upgraded;

    /** A run of this seed. */
    public VirtualRun(long seed, VirtualOptions options) {
        this(seed, options, event -> {});
    }

    /** The same; {@code copy} hears every event. */
    public VirtualRun(long seed, VirtualOptions options, Consumer<HistoryEvent> copy) {
        this(seed, options, options.over(), copy);
    }

    /** The same over a store that is opened so. */
    VirtualRun(long seed, VirtualOptions options, Opening over, Consumer<HistoryEvent> copy) {
        this.seed = seed;
        this.options = options;
        this.faults = options.faults();
        VirtualWorld world = new VirtualWorld(seed);
        this.drawn = world.random().split();
        this.stage =
                new Stage(world, over, options.terms(), "virtual", options.settings(), options.pace(), wakeUp(), copy);
    }

    /** The bell in one run of ten, since its reading is many events that say little; in another one nobody hears of any ring. */
    private WakeUp wakeUp() {
        return switch (drawn.nextInt(10)) {
            case 0 -> WakeUp.BELL;
            case 1 -> faults.has(Trouble.NO_WAKE_UP) ? WakeUp.LOST : WakeUp.PUSH;
            default -> WakeUp.PUSH;
        };
    }

    /** Runs to the end, and judges. */
    public VirtualResult run() {
        long begunNanos = processorNanos();
        if (options.locks()) {
            stage.useLocks();
        }
        boolean ownerOfAll = drawn.nextInt(8) == 0 && faults.has(Trouble.OWNER_OF_ALL);
        begin(ownerOfAll);
        Chances chances = new Chances(drawn.split(), faults);
        Chaos chaos = new Chaos(stage, chances, options.instances(), options.time(), aims());
        chaos.begin();
        if (drawn.nextInt(POISONED_RUNS) == 0 && faults.has(Trouble.POISON)) {
            JobId job = stage.jobs().get(drawn.nextInt(stage.jobs().size()));
            stage.world.after(stage.world.upTo(options.time().dividedBy(2)), () -> chaos.poison(job));
        }
        if (drawn.nextInt(BUSY_PERSONS) == 0 && faults.has(Trouble.ORDER)) {
            chaos.busyPerson();
        }
        if (drawn.nextInt(UPGRADED_RUNS) == 0 && faults.has(Trouble.UPGRADE)) {
            stage.world.after(stage.world.upTo(options.time().dividedBy(2)), this::upgrade);
        }
        ailing();
        byHand(chaos);
        operate();
        if (ownerOfAll) {
            killOwnerOfAll(chaos);
        }
        stage.world.run(options.time());
        chaos.end();
        heal();
        stage.world.runUntil(stage::allFinished, options.time().plus(PATIENCE));
        if (options.locks()) {
            stage.world.run(LOCKED);
        }
        if (drawn.nextInt(QUIET_RUNS) == 0) {
            quiet();
        }
        return result(begunNanos);
    }

    /** Where one is to own all, it starts first; where it is to have an heir, the others start later. */
    private void begin(boolean ownerOfAll) {
        stage.start();
        if (!ownerOfAll) {
            startOthers();
        }
        for (int i = 0; i < options.jobs(); i++) {
            stage.submit(options.steps(), options.pace());
        }
        stage.store().ring();
        if (ownerOfAll) {
            stage.world.run(options.settings().heartbeat());
            if (!heir()) {
                startOthers();
            }
        }
    }

    private void startOthers() {
        for (int i = 1; i < options.instances(); i++) {
            stage.start();
        }
    }

    private void killOwnerOfAll(Chaos chaos) {
        VirtualInstance first = stage.members().get(0);
        if (heir()) {
            chaos.killHeirOfAll(first);
        } else {
            stage.world.after(stage.world.upTo(Duration.ofMinutes(2)), () -> chaos.killOwnerOfAll(first));
        }
    }

    /** Drawn aside, too. */
    private boolean aims() {
        return new SplittableRandom(seed ^ AIMED).nextBoolean();
    }

    /** Drawn aside, too: whether the owner of all has an heir, for whom the others wait. */
    private boolean heir() {
        return aims() && faults.has(Trouble.KILL) && new SplittableRandom(seed ^ HEIR).nextInt(HEIRS) == 0;
    }

    /** Drawn aside, too; where it isn't told, its drills tell it. */
    private void byHand(Chaos chaos) {
        SplittableRandom aside = new SplittableRandom(seed ^ BY_HAND);
        if (aside.nextInt(TAMPERED_RUNS) == 0 && Coverage.byHand(options)) {
            chaos.byHand(aside, faults);
        }
    }

    /** Drawn aside, so that all other trouble of a seed is the same with ailing handlers and without. */
    private void ailing() {
        SplittableRandom aside = new SplittableRandom(~seed);
        if (aside.nextInt(AILING_RUNS) == 0 && stage.terms.delivering() == Delivering.AT_MOST_ONCE) {
            DrawnAilments ailments = new DrawnAilments(aside, stage.world, options.time());
            stage.ailing((instance, step) ->
                    ailments.apply(instance, step).filter(ailment -> faults.has(ailment.trouble())));
        }
    }

    /** One in four instances that start from now on is of the first release none the less. */
    private void upgrade() {
        upgraded = true;
        SplittableRandom random = drawn.split();
        stage.releases(() -> random.nextInt(4) == 0 ? Release.FIRST : Release.SECOND);
        for (int i = 0; i < BULLETINS; i++) {
            stage.submitBulletin(options.steps() / 2, options.pace());
        }
        stage.start();
        stage.store().ring();
    }

    /** The first release goes. */
    private void endUpgrade() {
        stage.releases(() -> Release.SECOND);
        stage.members().stream()
                .filter(VirtualInstance::free)
                .filter(member -> member.release() == Release.FIRST)
                .forEach(VirtualInstance::stop);
    }

    private void heal() {
        stage.history.add(HistoryEvent.Healed::new);
        stage.mend();
        stage.members().forEach(VirtualInstance::heal);
        if (upgraded) {
            endUpgrade();
        }
        if (stage.members().stream().noneMatch(VirtualInstance::free)) {
            stage.start();
        }
    }

    /** A person who looks once a minute, mends what was quarantined, and starts again what was set aside. */
    private void operate() {
        for (JobId job : stage.jobs()) {
            stage.find(job).map(record -> record.progress().status()).ifPresent(status -> attend(job, status));
        }
        stage.world.after(Duration.ofMinutes(1), this::operate);
    }

    private void attend(JobId job, Status status) {
        if (status == Status.QUARANTINED) {
            stage.mend();
        }
        if (status != Status.READY && status != Status.FINISHED) {
            stage.order(job, new Command.Start());
        }
    }

    /** Nothing happens for as long as ended leases are kept, and then the records are counted. */
    private void quiet() {
        Duration kept = Retention.DEFAULT.endedLeases().plus(HOUSEKEEPING);
        stage.world.run(kept.plus(options.settings().ttl()));
        stage.history.add(at -> new HistoryEvent.Counted(
                at, stage.shared().jobRecords(), stage.shared().leaseRecords(), kept.toMillis(), null));
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private VirtualResult result(long begunNanos) {
        List<HistoryEvent> events = stage.history.events();
        List<Judgement> judgements = stage.judgements();
        return new VirtualResult(
                seed,
                judgements,
                stage.tally,
                Duration.ofNanos(stage.world.nowNanos()),
                Duration.ofNanos(processorNanos() - begunNanos),
                stage.world.events(),
                () -> HistoryDigest.of(events));
    }
}
