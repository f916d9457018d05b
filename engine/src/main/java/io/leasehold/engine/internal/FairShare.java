package io.leasehold.engine.internal;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Survey;
import java.util.Set;

/** E4: how many jobs to claim, from what a survey says. Pure arithmetic. */
final class FairShare {
    /** The most jobs that one round brings. */
    static final int MOST = 1_024;

    /** What is taken at first where no lease says how many orphans there are. */
    static final int BITE = 8;

    private FairShare() {}

    /**
     * In the first of a row of rounds an instance claims what it lacks of its share of all jobs, those of the ended leases as they
     * last reported included; where none reported any, a bite at least, if it owns less. Whatever is left over after that is claimed
     * at once by whoever has room, so that two rounds suffice (G6).
     *
     * @param exhausted ended leases that are known to have left no orphan any more: what they last reported doesn't count
     * @param owned how many jobs this instance owns now
     * @param reported how many of its own the survey counts, as it last reported
     * @param round which round of the row this is, from 0
     * @return how many to claim; zero: leave this round to others
     */
    static int of(
            Survey survey, Set<LeaseId> exhausted, long owned, long reported, EngineSettings settings, int round) {
        long most = Math.min(settings.room() - owned, MOST);
        if (most <= 0) {
            return 0;
        }
        if (survey.fleet().instances() <= 1 || noOtherHasRoom(survey, Math.min(owned, reported), settings)) {
            return (int) most;
        }
        long orphans = orphans(survey, exhausted);
        long total = survey.fleet().jobs() + orphans;
        long fleetWeight = Math.max(settings.weight(), survey.fleet().weight());
        long share = (total * settings.weight() + fleetWeight - 1) / fleetWeight;
        long lacking = Math.max(0, share - owned);
        long bite = round == 0
                ? first(survey, orphans, lacking, owned, settings)
                : leftovers(survey, exhausted, orphans, owned, settings, round);
        return (int) Math.min(most, Math.max(lacking, bite));
    }

    /** Where jobs are handed over nobody takes one back that it has just offered; else whoever is first takes a bite. */
    private static long first(Survey survey, long orphans, long lacking, long owned, EngineSettings settings) {
        if (!settings.handOver()) {
            return orphans == 0 ? BITE : 0;
        }
        boolean nobodyHasAny = survey.fleet().jobs() == 0;
        return orphans == 0 && (lacking > 0 || nobodyHasAny) ? Math.max(0, BITE - owned) : 0;
    }

    /**
     * Orphans that no ended lease left are jobs handed over, most likely, one after the other: an instance that has to hand over itself
     * takes one of them, and more only if they stay. Of those that a dead owner never reported it takes a bite.
     */
    private static long leftovers(
            Survey survey, Set<LeaseId> exhausted, long orphans, long owned, EngineSettings settings, int round) {
        boolean overloaded = settings.handOver()
                && Surplus.of(survey.fleet(), owned, settings).handOver(false) > 0;
        boolean left = survey.ended().stream().anyMatch(lease -> !exhausted.contains(lease.id()));
        return orphans == 0 && overloaded ? (left ? BITE : 1L) << Math.min(round - 1, 10) : MOST;
    }

    /** How many jobs the ended leases left, as they last reported, but for those that are known to have left none. */
    static long orphans(Survey survey, Set<LeaseId> exhausted) {
        return survey.ended().stream()
                .filter(lease -> !exhausted.contains(lease.id()))
                .mapToLong(lease -> lease.last().jobs())
                .sum();
    }

    /**
     * Nobody else will take anything, so there is nobody to leave it to: the others are full, or leave. The fleet's room holds this
     * instance's own as it was last reported, which what it has claimed since makes less: that isn't somebody else's.
     */
    private static boolean noOtherHasRoom(Survey survey, long owned, EngineSettings settings) {
        return survey.fleet().room() <= settings.room() - owned;
    }
}
