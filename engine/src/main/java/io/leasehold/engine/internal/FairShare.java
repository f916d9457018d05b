package io.leasehold.engine.internal;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.EndedLease;
import io.leasehold.store.Survey;

/** E4: how many jobs to claim, from what a survey says. Pure arithmetic. */
final class FairShare {
    private FairShare() {}

    /**
     * In the first of a row of rounds an instance claims what it lacks of its share of all jobs, those of the ended leases as they
     * last reported included. What is left over after that, and what no lease ever reported, is claimed in later rounds in bites that
     * double, so that no orphan waits while anybody has room.
     *
     * @param round which round of the row this is, from 0
     * @return how many to claim; zero: leave this round to others
     */
    static int of(Survey survey, long owned, long room, int weight, int round) {
        long most = Math.min(room - owned, ClaimRequest.Orphans.DEFAULT_JOBS);
        if (most <= 0) {
            return 0;
        }
        if (survey.fleet().instances() <= 1) {
            return (int) most;
        }
        long orphans = survey.ended().stream().mapToLong(FairShare::jobs).sum();
        long total = survey.fleet().jobs() + orphans;
        long fleetWeight = Math.max(weight, survey.fleet().weight());
        long share = (total * weight + fleetWeight - 1) / fleetWeight;
        long lacking = Math.max(0, share - owned);
        long bite = round == 0 ? 0 : 8L << Math.min(round, 8);
        return (int) Math.min(most, Math.max(lacking, bite));
    }

    private static long jobs(EndedLease lease) {
        return lease.last().jobs();
    }
}
