package io.leasehold.tck.report;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The jobs and leases that arguments and answers of calls name, at whatever depth. */
final class Names {
    private static final int ELEMENTS = 16;

    final Set<JobId> jobs = new TreeSet<>();
    final Set<LeaseId> leases = new TreeSet<>();

    /** Of a long list only the beginning counts, so that bulk costs nothing. */
    void in(Object value) {
        if (value instanceof JobId job) {
            jobs.add(job);
        } else if (value instanceof LeaseId lease) {
            leases.add(lease);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::in);
        } else if (value instanceof Collection<?> many) {
            many.stream().limit(ELEMENTS).forEach(this::in);
        } else if (value instanceof Record parts) {
            RecordPart.of(parts).map(RecordPart::value).forEach(this::in);
        }
    }
}
