package io.leasehold.tck.history;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.Optional;

/** What owners write: of one claim's revision always the same (R12), and of others something else. */
final class Content {
    private static final int REVISIONS = 100;

    private Content() {}

    static Write write(JobId job, LeaseId owner, long token, long revision) {
        int kind = (int) ((token * 7 + revision * 5) % 12);
        Status status = switch (kind) {
            case 3 -> Status.FINISHED;
            case 8 -> Status.PARKED;
            default -> Status.READY;
        };
        boolean release = status != Status.READY || kind == 1 || kind == 6;
        Optional<Duration> delay = kind % 2 == 0 ? Optional.of(Duration.ofMinutes(30)) : Optional.empty();
        return new Write(job, owner, token, revision, progress(token, revision, kind, status), delay, release);
    }

    /** Now and then with a sequence that goes back. */
    private static Progress progress(long token, long revision, int kind, Status status) {
        String effect = "effect " + token + "/" + revision;
        OpenStep step = OpenStep.intent(Bytes.ofUtf8(effect), Bytes.ofUtf8("after " + effect), Pace.AT_ONCE);
        return Progress.initial(1)
                .change()
                .status(status)
                .sequence(kind == 11 ? 1 : token * REVISIONS + revision)
                .state(Optional.of(Bytes.ofUtf8("state " + token + "/" + revision)))
                .open(kind % 3 == 0 ? Optional.of(step) : Optional.empty())
                .failures((int) revision)
                .done();
    }
}
