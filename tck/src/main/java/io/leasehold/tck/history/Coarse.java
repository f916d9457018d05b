package io.leasehold.tck.history;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Survey;
import io.leasehold.store.Takeover;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers as they are compared: durations to the nearest ten minutes, for a store's own clock runs on while the definition's stands
 * still, and all times of a history are half hours apart; no instants; no words for people.
 */
final class Coarse {
    private static final Duration GRAIN = Duration.ofMinutes(10);

    private Coarse() {}

    static Object of(Object answer) {
        if (answer instanceof List<?> list) {
            return list.stream().map(Coarse::of).toList();
        } else if (answer instanceof Optional<?> optional) {
            return optional.map(Coarse::of);
        } else if (answer instanceof LeaseState state) {
            return state(state);
        } else if (answer instanceof JobRecord job) {
            return job(job);
        } else if (answer instanceof WriteAnswer.Refused) {
            return new WriteAnswer.Refused("");
        } else if (answer instanceof Survey survey) {
            return survey(survey);
        }
        return answer;
    }

    private static LeaseState state(LeaseState state) {
        return state instanceof LeaseState.Live live ? new LeaseState.Live(coarse(live.remaining())) : state;
    }

    private static JobRecord job(JobRecord job) {
        return new JobRecord(
                job.id(),
                job.type(),
                job.run(),
                job.payload(),
                job.wish(),
                job.commandNumber(),
                job.ownership(),
                job.progress(),
                coarse(job.remaining()),
                job.intentAge().map(Coarse::coarse),
                job.takeovers().stream().map(Coarse::takeover).toList());
    }

    private static Takeover takeover(Takeover takeover) {
        return new Takeover(takeover.from(), takeover.to(), takeover.token(), Instant.EPOCH, coarse(takeover.down()));
    }

    private static Survey survey(Survey survey) {
        return new Survey(
                state(survey.caller()),
                survey.fleet(),
                survey.ended(),
                survey.orphans(),
                survey.stopped(),
                survey.nextLapse().map(Coarse::coarse),
                survey.more(),
                survey.lapsed());
    }

    private static Duration coarse(Duration exact) {
        long half = GRAIN.toMillis() / 2;
        return GRAIN.multipliedBy((exact.toMillis() + half) / GRAIN.toMillis());
    }
}
