package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a lease's last claim went for, written before it takes anything: so a repeat finds what the claim brought without a look at all
 * that the lease owns (R9).
 *
 * @param number the claim's number; 0 before the first
 * @param jobs which jobs it went for
 * @param rest fields that only newer code understands
 */
record LastClaim(long number, List<JobId> jobs, Bytes rest) {
    /** The most jobs that are remembered: those of the latest attempt, and of attempts before that may yet be applied. */
    static final int JOBS = 2_000;

    /** The most characters of ids that are remembered; a claim goes for no more. */
    static final int CHARACTERS = 15_000;

    private static final int FORMAT = 1;

    static final LastClaim NONE = new LastClaim(0, List.of(), Bytes.EMPTY);

    LastClaim {
        jobs = List.copyOf(jobs);
    }

    /** The same or a later number, which goes for these. */
    LastClaim goingFor(long next, List<JobId> candidates) {
        Set<JobId> all = new LinkedHashSet<>(candidates);
        if (next == number) {
            all.addAll(jobs);
        }
        return new LastClaim(next, fitting(all), rest);
    }

    private static List<JobId> fitting(Set<JobId> all) {
        List<JobId> fitting = new ArrayList<>();
        int characters = 0;
        for (JobId job : all) {
            characters += job.value().length();
            if (characters > CHARACTERS || fitting.size() == JOBS) {
                break;
            }
            fitting.add(job);
        }
        return fitting;
    }

    Bytes encoded() {
        return new ValueWriter()
                .number(FORMAT)
                .number(number)
                .list(jobs, (writer, job) -> writer.text(job.value()))
                .last(rest)
                .done();
    }

    static LastClaim decoded(Bytes value) {
        ValueReader reader = new ValueReader(value);
        reader.number();
        return new LastClaim(reader.number(), reader.list(job -> new JobId(job.text())), reader.last());
    }
}
