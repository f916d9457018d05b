package io.leasehold.tck.report;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out calls that have nothing to do with the jobs and leases of the last call or of the failure's message. A call that names
 * neither stays, so do the last ones; nothing is called again to see whether less would do.
 */
final class Relevant {
    private static final int LAST = 3;

    private final List<Call> all;
    private final String message;
    private final Set<JobId> jobs = new TreeSet<>();
    private final Set<LeaseId> leases = new TreeSet<>();

    private Relevant(List<Call> all, String message) {
        this.all = all;
        this.message = message;
        all.stream().skip(all.size() - 1L).forEach(this::concerns);
        all.forEach(this::concernsWhatTheMessageNames);
    }

    static List<Call> of(List<Call> all, String message) {
        return all.isEmpty() ? all : new Relevant(all, message).kept();
    }

    private void concerns(Call call) {
        jobs.addAll(call.jobs());
        leases.addAll(call.leases());
    }

    private void concernsWhatTheMessageNames(Call call) {
        call.jobs().stream().filter(job -> message.contains(job.value())).forEach(jobs::add);
        call.leases().stream().filter(lease -> message.contains(lease.value())).forEach(leases::add);
    }

    private List<Call> kept() {
        all.stream().filter(this::keeps).forEach(call -> leases.addAll(call.leases()));
        return all.stream().filter(this::keeps).toList();
    }

    private boolean keeps(Call call) {
        if (call.number() > all.get(all.size() - 1).number() - LAST) {
            return true;
        }
        return call.jobs().isEmpty() ? meets(call.leases(), leases) : meets(call.jobs(), jobs);
    }

    private static <T> boolean meets(Set<T> named, Set<T> concerned) {
        return named.isEmpty() || concerned.isEmpty() || !Collections.disjoint(named, concerned);
    }
}
