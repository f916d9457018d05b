package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Ailed;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.RequestKnown;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.simulator.oracle.Downtime.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows each job through a history and measures how long it stands still. Not thread-safe. */
final class DowntimeClock {
    private final Map<String, Followed> jobs = new LinkedHashMap<>();
    private final Set<String> down = new LinkedHashSet<>();
    private final Map<String, Long> wokenMillis = new LinkedHashMap<>();
    private final Set<String> stopping = new LinkedHashSet<>();
    private final StuckWorkers stuck = new StuckWorkers();
    private final List<Downtime> downtimes = new ArrayList<>();
    private long callMillis;

    /** One job: its highest claim, when it is due, and since when nobody has worked on it. */
    private static final class Followed {
        private final String job;
        private long token;
        private String owner = "";
        private String lease = "";
        private long dueMillis;
        private final List<Downtime.Taker> takers = new ArrayList<>();
        private boolean stopped;
        private boolean intending;
        private boolean inHand;
        private @Nullable Pause pause;

        private long writtenToken;
        private long writtenRevision;

        private Followed(String job) {
            this.job = job;
        }

        /** Whether its owner leaves while nothing is known of how its step ended: a handler that ignored its interrupt. */
        private boolean stillInHand() {
            return inHand && pause != null && pause.kind == Kind.STOP;
        }

        /**
         * A write that is applied once more moves nothing; but in a run from the beginning, or above what the store was set back to, it
         * is news.
         */
        private boolean fresh(Written write) {
            boolean fresh = write.token() != writtenToken || write.revision() > writtenRevision;
            writtenToken = write.token();
            writtenRevision = fresh ? write.revision() : writtenRevision;
            return fresh;
        }
    }

    private record Pause(Kind kind, String owner, long sinceMillis, boolean asked) {}

    void look(HistoryEvent event) {
        stuck.look(event);
        if (event instanceof LeaseEnded ended && stuck.givesUp(ended) && !stopping.contains(ended.instance())) {
            ownedBy(ended.instance()).forEach(job -> pause(job, Kind.GAVE_UP, ended.atMillis()));
        } else if (event instanceof Killed || event instanceof Frozen) {
            gone(((HistoryEvent.OfInstance) event).instance(), event.atMillis());
        } else if (event instanceof Troubled trouble && trouble.what().startsWith("CUT")) {
            ownedBy(trouble.instance()).forEach(job -> pause(job, Kind.CUT, trouble.atMillis()));
        } else if (event instanceof StoreMoved moved) {
            jobs.values().forEach(job -> moved(job, moved));
        } else if (event instanceof RunStarted run) {
            callMillis = run.callMillis();
        } else if (event instanceof Woken woken) {
            down.remove(woken.instance());
            wokenMillis.put(woken.instance(), woken.atMillis());
        } else if (event instanceof StopAsked stop) {
            stopping.add(stop.instance());
            ownedBy(stop.instance()).forEach(job -> pause(job, Kind.STOP, stop.atMillis()));
        } else if (event instanceof Stopped stopped) {
            ownedBy(stopped.instance()).stream()
                    .filter(Followed::stillInHand)
                    .forEach(job -> pause(job, Kind.STOP, stopped.atMillis()));
        } else if (event instanceof LeaseRenewed renewed) {
            renewed(renewed);
        } else if (event instanceof Ordered order && order.moves()) {
            ordered(jobs.computeIfAbsent(order.job(), Followed::new), order);
        } else if (event instanceof SetBack back) {
            setBack(jobs.computeIfAbsent(back.job(), Followed::new), back);
        } else if (event instanceof LeaseErased gone) {
            erased(gone);
        } else if (event instanceof Parked parked) {
            jobs.computeIfAbsent(parked.job(), Followed::new).pause = null;
        } else if (event instanceof Submitted submitted) {
            jobs.computeIfAbsent(submitted.job(), Followed::new).stopped = false;
        } else if (event instanceof InDoubt doubt && !doubt.skipped()) {
            asked(jobs.computeIfAbsent(doubt.job(), Followed::new));
        } else if (event instanceof OfClaim ofClaim) {
            lookAt(jobs.computeIfAbsent(ofClaim.job(), Followed::new), ofClaim);
        }
    }

    /** What is due by the store's clock comes earlier where that jumps forward, and later where it jumps back. */
    private static void moved(Followed job, StoreMoved moved) {
        job.dueMillis -= moved.byMillis();
        Pause pause = job.pause;
        if (pause != null && pause.sinceMillis > moved.atMillis()) {
            long since = Math.max(moved.atMillis(), pause.sinceMillis - moved.byMillis());
            job.pause = new Pause(pause.kind, pause.owner, since, pause.asked);
        }
    }

    private void gone(String instance, long atMillis) {
        down.add(instance);
        ownedBy(instance).forEach(job -> pause(job, Kind.CRASH, atMillis));
    }

    /** The lease lasts from here if the renewal was still on its way when its sender stopped, or was sent when it woke. */
    private void renewed(LeaseRenewed renewed) {
        long woken = wokenMillis.getOrDefault(renewed.instance(), Long.MIN_VALUE / 2);
        boolean late = down.contains(renewed.instance()) || renewed.atMillis() - woken <= callMillis;
        if (late && renewed.live() && renewed.extensionMillis() > 0) {
            ownedBy(renewed.instance()).stream()
                    .filter(job -> job.pause != null)
                    .forEach(job -> pause(job, Kind.CRASH, renewed.atMillis()));
        }
    }

    /** A job that a person has stopped doesn't stand still. */
    private static void ordered(Followed job, Ordered order) {
        job.stopped = order.stops();
        job.pause = null;
        if (order.erases()) {
            job.token = 0;
            job.owner = "";
            job.writtenRevision = 0;
        }
    }

    /** Its jobs are strays: a slow walk finds them, and each is followed again from its next claim. */
    private void erased(LeaseErased gone) {
        for (Followed job : jobs.values()) {
            if (job.lease.equals(gone.lease())) {
                job.pause = null;
                job.owner = "";
            }
        }
    }

    /** What it was to wait for nobody knows any more: it is followed again from its next claim. */
    private static void setBack(Followed job, SetBack back) {
        job.pause = null;
        job.token = back.token();
        job.owner = "";
        job.writtenToken = back.token();
        job.writtenRevision = back.revision();
    }

    private static void asked(Followed job) {
        Pause pause = job.pause;
        if (pause != null) {
            job.pause = new Pause(pause.kind, pause.owner, pause.sinceMillis, true);
        }
    }

    private List<Followed> ownedBy(String instance) {
        return jobs.values().stream().filter(job -> job.owner.equals(instance)).toList();
    }

    private static void pause(Followed job, Kind kind, long atMillis) {
        job.takers.clear();
        if (!job.stopped) {
            job.pause = new Pause(kind, job.owner, Math.max(atMillis, job.dueMillis), false);
        }
    }

    private void lookAt(Followed job, OfClaim event) {
        if (event instanceof Claimed claim) {
            claimed(job, claim);
        } else if (event.token() != job.token) {
            return;
        }
        if (event instanceof IntentSent intent) {
            job.dueMillis = intent.atMillis() + intent.paceMillis();
            job.intending = true;
            job.inHand = true;
        } else if (event instanceof Written write) {
            written(job, write);
        } else if (event instanceof EffectFailed failed && failed.refused()) {
            job.inHand = false;
            goesOn(job, failed.atMillis());
        } else if (event instanceof Ailed ailed
                && !stopping.contains(ailed.instance())
                && !down.contains(ailed.instance())) {
            goesOn(job, ailed.atMillis());
        } else if (event instanceof EffectStarted effect
                && !stopping.contains(effect.instance())
                && !down.contains(effect.instance())) {
            goesOn(job, effect.atMillis());
        } else if (event instanceof RequestKnown known && !stopping.contains(known.instance())) {
            goesOn(job, known.atMillis());
        } else if (event instanceof StepClosed closed) {
            closed(job, closed);
        } else if (event instanceof Released released) {
            released(job, released);
        }
    }

    /**
     * A write may move the due time, and with it the beginning of a pause: one that was on its way when its sender stopped, or one by
     * which a successor waits. The successor's intent does not: it ends the pause a moment later.
     */
    private static void written(Followed job, Written write) {
        if (!job.fresh(write)) {
            return;
        }
        Pause pause = job.pause;
        boolean intent = job.intending;
        job.intending = false;
        if (write.dueInMillis() != null) {
            job.dueMillis = write.atMillis() + write.dueInMillis();
            if (pause != null && (!intent || write.instance().equals(pause.owner))) {
                job.pause = new Pause(pause.kind, pause.owner, Math.max(pause.sinceMillis, job.dueMillis), pause.asked);
            }
        }
    }

    private void closed(Followed job, StepClosed closed) {
        job.inHand = false;
        if (stopping.contains(closed.instance())) {
            pause(job, Kind.STOP, closed.atMillis());
        }
    }

    private void claimed(Followed job, Claimed claim) {
        if (claim.token() <= job.token) {
            return;
        }
        job.token = claim.token();
        job.owner = claim.instance();
        job.lease = claim.lease();
        job.takers.add(new Downtime.Taker(claim.instance(), claim.atMillis()));
        job.intending = false;
        job.inHand = false;
        if (down.contains(claim.instance())) {
            pause(job, Kind.CRASH, claim.atMillis());
        } else if (stopping.contains(claim.instance())) {
            pause(job, Kind.STOP, claim.atMillis());
        }
    }

    private void released(Followed job, Released released) {
        if (released.ended()) {
            goesOn(job, released.atMillis());
        } else if (stopping.contains(released.instance())) {
            pause(job, Kind.STOP, released.atMillis());
        }
        job.owner = "";
    }

    private void goesOn(Followed job, long atMillis) {
        if (job.pause != null) {
            downtimes.add(measured(job, job.pause, atMillis, true));
            job.pause = null;
        }
    }

    private static Downtime measured(Followed job, Pause pause, long untilMillis, boolean ended) {
        long millis = Math.max(0, untilMillis - pause.sinceMillis);
        return new Downtime(
                job.job, pause.owner, pause.kind, pause.sinceMillis, millis, pause.asked, ended, job.takers);
    }

    /** What was measured, and at the end what never went on. */
    List<Downtime> downtimes() {
        List<Downtime> all = new ArrayList<>(downtimes);
        for (Followed job : jobs.values()) {
            if (job.pause != null) {
                all.add(measured(job, job.pause, job.pause.sinceMillis, false));
            }
        }
        return all;
    }
}
