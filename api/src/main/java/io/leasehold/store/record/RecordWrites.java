package io.leasehold.store.record;

import io.leasehold.store.Ownership;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The owners' writes of R11 to R15: each is judged by the record as read, and written on the condition that this is still there. */
final class RecordWrites {
    private final Jobs jobs;

    RecordWrites(Jobs jobs) {
        this.jobs = jobs;
    }

    List<WriteAnswer> write(Call call, List<Write> writes) {
        List<WriteAnswer> answers = new ArrayList<>();
        writes.forEach(write -> answers.add(write(call, write)));
        return answers;
    }

    private WriteAnswer write(Call call, Write write) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            Optional<JobValue.Read> readable = jobs.readable(call, write.job());
            if (readable.isEmpty()) {
                return new WriteAnswer.Regressed(WriteAnswer.Loss.UNREADABLE);
            }
            JobValue.Read read = readable.get();
            Optional<WriteAnswer> judged = judge(write, read);
            if (judged.isPresent()) {
                return judged.get();
            }
            JobValue.Present present = read.present().orElseThrow();
            StoredJob written = present.job().written(write, call.now());
            if (jobs.change(call, read, present.followedBy(written))) {
                return new WriteAnswer.Applied(
                        written.record().wish(), written.record().commandNumber());
            }
        }
        throw call.busy();
    }

    private static Optional<WriteAnswer> judge(Write write, JobValue.Read read) {
        if (read.value() instanceof JobValue.Present present) {
            return WriteRules.judge(write, present.job().record());
        } else if (read.value() instanceof JobValue.Buried buried) {
            Ownership nobody = Ownership.none(buried.tombstone().token());
            return Optional.of(WriteRules.foreign(write, nobody));
        }
        return Optional.of(new WriteAnswer.Regressed(WriteAnswer.Loss.NO_RECORD));
    }
}
