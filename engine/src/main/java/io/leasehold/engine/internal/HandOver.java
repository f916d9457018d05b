package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Survey;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * E5: hands jobs over while the instance owns more than its share, some per heartbeat, so that newcomers get theirs. It acts on surveys
 * alone, and only when the others' reports surely tell of what they own: two heartbeats after a takeover or a loss. Of a kind of jobs that
 * came back, because nobody else would have them or none had heard of them yet, one at a time is tried, ever more seldom, until one is
 * taken or others come and go.
 */
final class HandOver {
    /** A kind of jobs rests for 2 to the power of its returns in a row, in heartbeats; no more of them count than these. */
    private static final int MOST_RETURNS = 6;

    /** Where nobody has heard a ring, those who lack jobs may not have looked around yet: it rests for so many heartbeats at most. */
    private static final long UNHEARD = 4;

    /** For so many heartbeats an instance that lacks jobs looks out for them though none come; then the scans suffice. */
    private static final int LOOKING_OUT = 30;

    private final Core core;
    private final LeaseKeeper keeper;
    private final Jobs jobs;
    private final Runnable round;

    private long settledNanos;
    private long nextNanos;
    private long offeredUntilNanos;
    private boolean releasedSinceAsked;
    private boolean heard;
    private long instances;
    private boolean grown;
    private long lookingSinceNanos;
    private int ownedAtLook;
    private Timer wake = () -> {};
    private final Map<JobId, Kind> handed = new LinkedHashMap<>();
    private final Set<Kind> returned = new LinkedHashSet<>();
    private final Map<Kind, Patience> patience = new LinkedHashMap<>();

    /** Jobs that the same instances can read. */
    private record Kind(String type, int version) {}

    private record Patience(int returns, long untilNanos) {}

    /** {@code round} holds a round of takeover. */
    HandOver(Core core, LeaseKeeper keeper, Jobs jobs, Runnable round) {
        this.core = core;
        this.keeper = keeper;
        this.jobs = jobs;
        this.round = round;
        this.settledNanos = core.runtime().nanos();
        this.nextNanos = settledNanos;
        this.offeredUntilNanos = settledNanos;
        this.lookingSinceNanos = settledNanos;
    }

    void close() {
        wake.cancel();
    }

    /**
     * What a survey says, while nothing is to be claimed.
     *
     * @param restless whether jobs of ended leases are still to be found elsewhere
     */
    void surveyed(Survey survey, boolean restless) {
        long now = core.runtime().nanos();
        Survey.Fleet fleet = survey.fleet();
        if (restless || fleet.instances() != instances || keeper.blind()) {
            unsettled();
            patience.replaceAll((kind, rests) -> new Patience(0, now));
        }
        grown |= instances > 0 && fleet.instances() > instances;
        instances = fleet.instances();
        boolean offered = survey.orphans()
                && now - offeredUntilNanos < core.settings().heartbeat().toNanos();
        if (!offered && !releasedSinceAsked) {
            learn();
        }
        Surplus surplus = Surplus.of(fleet, jobs.count() - jobs.leaving(), core.settings());
        grown &= surplus.over() >= 1;
        int due = surplus.handOver(grown);
        if (due == 0) {
            lookOut(surplus);
        } else if (offered && !handed.isEmpty()) {
            wakeAt(core.settings().heartbeat().toNanos());
        } else if (now - settledNanos >= 0 && now - nextNanos >= 0) {
            handOver(due);
        } else {
            wakeAt(Math.max(settledNanos - now, nextNanos - now));
        }
    }

    /** Something changed that the others' reports don't tell yet. */
    private void unsettled() {
        settledNanos = core.runtime().nanos() + 2 * core.settings().heartbeat().toNanos();
    }

    /** Who lacks jobs looks for those handed over once a heartbeat, heard or not. */
    private void lookOut(Surplus surplus) {
        long now = core.runtime().nanos();
        boolean lacking = surplus.over() <= -1 && jobs.count() < core.settings().room();
        if (!lacking || jobs.count() != ownedAtLook) {
            lookingSinceNanos = now;
        }
        ownedAtLook = jobs.count();
        Duration heartbeat = core.settings().heartbeat();
        if (lacking
                && now - lookingSinceNanos < heartbeat.multipliedBy(LOOKING_OUT).toNanos()) {
            wakeAt(heartbeat.toNanos());
        }
    }

    private void handOver(int due) {
        List<ClaimedJob> leaving = jobs.handOver(due, job -> !patience.containsKey(kind(job)));
        if (leaving.isEmpty()) {
            leaving = tried();
        }
        if (leaving.isEmpty()) {
            awaitRested();
            return;
        }
        nextNanos = core.runtime().nanos() + core.settings().heartbeat().toNanos();
        leaving.forEach(job -> handed.put(job.id(), kind(job)));
        wakeAt(core.settings().heartbeat().toNanos());
        jobs.tell(new EngineEvent.HandingOver(keeper.lease(), leaving.size()));
    }

    /** One job of a kind that came back and has rested since, for the longest time; none while one of the kind is still under way. */
    private List<ClaimedJob> tried() {
        long now = core.runtime().nanos();
        return patience.entrySet().stream()
                .filter(kind -> now - kind.getValue().untilNanos >= 0 && !handed.containsValue(kind.getKey()))
                .sorted(Comparator.comparingLong(kind -> kind.getValue().untilNanos - now))
                .map(kind -> jobs.handOver(1, job -> kind(job).equals(kind.getKey())))
                .filter(leaving -> !leaving.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** No orphan can be what was handed over: what hasn't come back has found another owner. */
    private void learn() {
        Set<Kind> taken = new LinkedHashSet<>();
        handed.entrySet().removeIf(job -> {
            boolean gone = !jobs.isLeaving(job.getKey());
            if (gone) {
                taken.add(job.getValue());
            }
            return gone;
        });
        taken.removeAll(returned);
        taken.forEach(patience::remove);
        returned.clear();
    }

    private void awaitRested() {
        long now = core.runtime().nanos();
        patience.values().stream()
                .mapToLong(rests -> rests.untilNanos - now)
                .filter(left -> left > 0)
                .min()
                .ifPresent(this::wakeAt);
    }

    /** A claim brought these: among them, perhaps, what nobody else would have. */
    void brought(List<JobRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        unsettled();
        for (JobRecord record : records) {
            Kind kind = handed.remove(record.id());
            if (kind != null && returned.add(kind)) {
                int returns = Math.min(MOST_RETURNS, patience.getOrDefault(kind, new Patience(0, 0)).returns + 1);
                patience.put(kind, new Patience(returns, core.runtime().nanos() + rest(returns)));
            }
        }
    }

    private long rest(int returns) {
        long heartbeats = 1L << returns;
        return (heard ? heartbeats : Math.min(heartbeats, UNHEARD))
                * core.settings().heartbeat().toNanos();
    }

    /** The bell rang: others have heard of what was handed back before, most likely. */
    void heard() {
        heard = true;
    }

    /** A survey is asked for. */
    void asked() {
        releasedSinceAsked = false;
    }

    /** The store has acknowledged that a job was handed back: for a heartbeat it is the others'. */
    void released() {
        releasedSinceAsked = true;
        heard = false;
        offeredUntilNanos = core.runtime().nanos() + core.settings().heartbeat().toNanos();
    }

    /** Whether orphans may well be jobs that this instance has just handed over. */
    boolean offers() {
        return core.runtime().nanos() - offeredUntilNanos < 0;
    }

    /**
     * How long to leave orphans that nobody reported to those who lack more. Who has just handed something over takes it back before
     * others do who lack nothing: so it learns what nobody wants, and nothing goes in circles. Who has too many comes last.
     *
     * @param pause what the times are parts of
     * @param jitter what keeps the others from claiming in one moment
     */
    Duration polite(Survey survey, Duration pause, Duration jitter) {
        if (offers()) {
            return pause.dividedBy(3);
        }
        boolean overloaded = core.settings().handOver()
                && Surplus.of(survey.fleet(), jobs.count(), core.settings()).handOver(false) > 0;
        return pause.multipliedBy(overloaded ? 3 : 2).dividedBy(5).plus(jitter);
    }

    private void wakeAt(long nanos) {
        wake.cancel();
        wake = core.runtime().schedule(Duration.ofNanos(nanos), round);
    }

    private static Kind kind(ClaimedJob job) {
        return new Kind(job.type(), job.stateVersion());
    }
}
