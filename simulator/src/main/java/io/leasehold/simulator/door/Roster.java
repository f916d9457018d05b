package io.leasehold.simulator.door;

import io.leasehold.store.LeaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who holds which job, by the highest claim that was seen. Thread-safe. */
public final class Roster {
    private final Map<String, Holder> holders = new LinkedHashMap<>();
    private final Set<LeaseId> erased = new LinkedHashSet<>();

    private record Holder(String instance, long token, boolean holding) {
        private boolean is(String other) {
            return holding && instance.equals(other);
        }
    }

    /** Whether this claim is news. */
    synchronized boolean claimed(String job, long token, String instance) {
        Holder before = holders.get(job);
        boolean news = before == null || before.token() < token;
        if (news) {
            holders.put(job, new Holder(instance, token, true));
        }
        return news;
    }

    /** The job's record is gone, with its token: the next claim is news, whatever its token. */
    public synchronized void erased(String job) {
        holders.remove(job);
    }

    /** The lease's record is gone: that it has ended is news again. */
    public synchronized void erased(LeaseId lease) {
        erased.add(lease);
    }

    synchronized boolean buriedAnew(LeaseId lease) {
        return erased.remove(lease);
    }

    synchronized void released(String job, long token) {
        holders.computeIfPresent(
                job, (id, holder) -> holder.token() == token ? new Holder(holder.instance(), token, false) : holder);
    }

    /** Whether the instance holds the job. */
    public synchronized boolean holds(String instance, String job) {
        Holder holder = holders.get(job);
        return holder != null && holder.is(instance);
    }

    /** Whether the instance holds the job under this token. */
    synchronized boolean holds(String instance, String job, long token) {
        Holder holder = holders.get(job);
        return holder != null && holder.is(instance) && holder.token() == token;
    }

    /** The jobs that an instance holds. */
    public synchronized List<String> jobsOf(String instance) {
        List<String> jobs = new ArrayList<>();
        holders.forEach((job, holder) -> {
            if (holder.is(instance)) {
                jobs.add(job);
            }
        });
        return jobs;
    }
}
