package io.leasehold.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A hint of bounded size about the fleet and its orphans (R5). Nothing is decided by it: claims are judged by the store.
 *
 * @param caller what the store knows of the caller's lease
 * @param fleet the live leases, summed up
 * @param ended at most 64 ended, undrained leases after the cursor, in id order
 * @param orphans whether a runnable job of the caller's types names one of {@code ended}, or nobody
 * @param stopped at most 256 of the caller's own jobs that the operator wants stopped
 * @param nextLapse time until the earliest lapse of a live lease, the caller's own excepted; zero if it has come
 * @param more whether ended, undrained leases lie beyond the last of {@code ended}
 * @param lapsed how many leases this survey ended
 */
public record Survey(
        LeaseState caller,
        Fleet fleet,
        List<EndedLease> ended,
        boolean orphans,
        List<JobId> stopped,
        Optional<Duration> nextLapse,
        boolean more,
        int lapsed) {
    public Survey {
        ended = List.copyOf(ended);
        stopped = List.copyOf(stopped);
        Check.atMost("survey: ended leases", ended.size(), SurveyRequest.LEASES);
        Check.atMost("survey: stopped jobs", stopped.size(), SurveyRequest.STOPS);
    }

    /**
     * The live leases, summed up.
     *
     * @param instances how many there are
     * @param jobs how many jobs they own together, as they last reported
     * @param room how many more they would own together
     * @param weight the sum of their weights
     */
    public record Fleet(long instances, long jobs, long room, long weight) {}
}
