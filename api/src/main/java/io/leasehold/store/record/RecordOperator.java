package io.leasehold.store.record;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandRules;
import io.leasehold.store.StoredJob;
import java.util.Optional;

/** The operator's commands of R17: read, judged by {@link CommandRules}, written if the record is still the one that was read. */
final class RecordOperator {
    private final Jobs jobs;
    private final RecordLeases leases;

    RecordOperator(Jobs jobs, RecordLeases leases) {
        this.jobs = jobs;
        this.leases = leases;
    }

    CommandAnswer command(Call call, Command command) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            JobValue.Read read = jobs.read(call, command.job());
            if (read.present().isEmpty()) {
                return new CommandAnswer.Absent(
                        read.value() instanceof JobValue.Buried buried
                                ? Optional.of(buried.tombstone().run())
                                : Optional.empty());
            }
            StoredJob job = read.job().orElseThrow();
            boolean stale = CommandRules.stale(command, job.record());
            CommandRules.Effect effect = CommandRules.apply(command, job.record(), !stale && owned(call, command, job));
            if (applied(call, read, effect)) {
                return effect.answer();
            }
        }
        throw call.busy();
    }

    /** Whether a lease that hasn't ended owns the job; Restart and Delete end a lapsed one first. */
    private boolean owned(Call call, Command command, StoredJob job) {
        boolean matters = !(command.order() instanceof Command.Stop
                || command.order() instanceof Command.Amend
                || command.order() instanceof Command.Park);
        boolean ends = command.order() instanceof Command.Restart || command.order() instanceof Command.Delete;
        return job.record()
                .ownership()
                .owner()
                .filter(lease -> matters)
                .flatMap(lease -> ends ? leases.endIfLapsed(call, lease) : leases.find(call, lease))
                .filter(LeaseValue::live)
                .isPresent();
    }

    /** Whether the record now is what the command made of it; not so if it has moved since it was read. */
    private boolean applied(Call call, JobValue.Read read, CommandRules.Effect effect) {
        JobValue.Present present = read.present().orElseThrow();
        StoredJob before = present.job();
        if (effect.deleted()) {
            return jobs.change(call, read, present.followedBy(before.tombstone(call.now())));
        } else if (effect.job().isEmpty()) {
            return true;
        }
        StoredJob after = before.with(effect.job().get());
        return jobs.change(call, read, present.followedBy(effect.dueNow() ? after.dueAt(call.now()) : after));
    }
}
