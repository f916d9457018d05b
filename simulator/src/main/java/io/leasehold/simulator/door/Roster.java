package io.leasehold.simulator.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who holds which job, by the highest claim that was seen. Thread-safe. */
public final class Roster {
    private final Map<String, Holder> holders = new LinkedHashMap<>();

    private record Holder(String instance, long token, boolean holding) {}

    /** Whether this claim is news. */
    synchronized boolean claimed(String job, long token, String instance) {
        Holder before = holders.get(job);
        boolean news = before == null || before.token() < token;
        if (news) {
            holders.put(job, new Holder(instance, token, true));
        }
        return news;
    }

    synchronized void released(String job, long token) {
        holders.computeIfPresent(
                job, (id, holder) -> holder.token() == token ? new Holder(holder.instance(), token, false) : holder);
    }

    synchronized boolean holds(String instance, String job) {
        Holder holder = holders.get(job);
        return holder != null && holder.holding() && holder.instance().equals(instance);
    }

    /** The jobs that an instance holds. */
    public synchronized List<String> jobsOf(String instance) {
        return holders.keySet().stream().filter(job -> holds(instance, job)).toList();
    }
}
