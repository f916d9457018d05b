package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.Ownership;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store that loses what it had acknowledged, under running instances (fault 14): it has again what it had when a copy was made. */
final class SettingBack {
    private final Stage stage;
    private final SharedStore.Backup copy;

    /** The copy is made now. */
    SettingBack(Stage stage) {
        this.stage = stage;
        this.copy = stage.shared().copy();
    }

    /** All records, leases too: an owner may have no lease any more. */
    void everything() {
        Map<JobId, JobRecord> before = new LinkedHashMap<>();
        stage.jobs().forEach(job -> before.put(job, stage.record(job)));
        Map<LeaseId, Long> lasted = lasting();
        copy.restore();
        count();
        Map<LeaseId, Long> lasting = lasting();
        stage.members().forEach(member -> lease(member, lasted, lasting));
        before.forEach(this::tell);
    }

    /** One job's record alone. */
    void alone(JobId job) {
        JobRecord before = stage.record(job);
        copy.restore(job);
        if (lost(before, stage.record(job))) {
            stage.ownerOrAny(job).ifPresent(owner -> owner.count(Trouble.SET_BACK));
        }
        tell(job, before);
    }

    private void count() {
        stage.members().stream()
                .filter(VirtualInstance::free)
                .findFirst()
                .ifPresent(any -> any.count(Trouble.SET_BACK));
    }

    /** How much longer each lease lasts that lives, in milliseconds. */
    private Map<LeaseId, Long> lasting() {
        Map<LeaseId, Long> lasting = new LinkedHashMap<>();
        for (VirtualInstance member : stage.members()) {
            if (stage.store().renew(member.lease(), Duration.ZERO, Load.NONE) instanceof LeaseState.Live live) {
                lasting.put(member.lease(), live.remaining().toMillis());
            }
        }
        return lasting;
    }

    /** Whose lease is gone, or may lapse before the next heartbeat, can tell nothing of its jobs. */
    private void lease(VirtualInstance member, Map<LeaseId, Long> lasted, Map<LeaseId, Long> lasting) {
        LeaseId lease = member.lease();
        long lasts = lasting.getOrDefault(lease, 0L);
        boolean gone = !lasting.containsKey(lease) && lasted.containsKey(lease);
        boolean other = lasting.containsKey(lease) && !lasting.get(lease).equals(lasted.get(lease));
        Duration beat = stage.settings.heartbeat().plus(stage.settings.callTimeout());
        if (gone || (other && lasts <= beat.toMillis())) {
            member.troubled(Trouble.SET_BACK, stage.settings.ttl());
        }
        if (gone) {
            stage.history.add(at -> new HistoryEvent.LeaseErased(at, member.name(), lease.value()));
        } else if (other) {
            stage.history.add(at -> new HistoryEvent.LeaseSetBack(at, lease.value(), lasts));
        }
        if (gone || other) {
            stage.roster.erased(lease);
        }
    }

    private static boolean lost(JobRecord before, JobRecord now) {
        return !now.ownership().equals(before.ownership()) || !now.progress().equals(before.progress());
    }

    private void tell(JobId job, JobRecord before) {
        JobRecord now = stage.record(job);
        Ownership ownership = now.ownership();
        if (!lost(before, now)) {
            return;
        }
        String lease = ownership.owner().map(LeaseId::value).orElse(null);
        stage.history.add(at -> new HistoryEvent.SetBack(
                at,
                job.value(),
                now.run().value(),
                ownership.token(),
                ownership.revision(),
                now.progress().sequence(),
                lease));
        if (ownership.token() != before.ownership().token()) {
            stage.roster.erased(job.value());
        }
    }
}
