package io.leasehold.redis;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The survey of R5. Its cost grows with the leases and with what it answers, never with the jobs. */
final class RedisSurvey {
    private final Calls calls;

    RedisSurvey(Calls calls) {
        this.calls = calls;
    }

    Survey survey(SurveyRequest request) {
        List<Reply> parts = calls.run(
                        Script.SURVEY,
                        new Values()
                                .add(request.lease().value())
                                .add(request.cursor())
                                .add(request.lapses())
                                .add(SurveyRequest.LEASES)
                                .add(SurveyRequest.STOPS)
                                .add(request.types()))
                .parts();
        return new Survey(
                RedisLeases.state(parts.get(0)),
                fleet(parts.get(1).parts()),
                parts.get(2).parts().stream().map(RedisSurvey::ended).toList(),
                parts.get(3).flag(),
                parts.get(4).parts().stream().map(id -> new JobId(id.text())).toList(),
                nextLapse(parts.get(5)),
                parts.get(6).flag(),
                parts.get(7).small());
    }

    private static Survey.Fleet fleet(List<Reply> sums) {
        return new Survey.Fleet(
                sums.get(0).number(),
                sums.get(1).number(),
                sums.get(2).number(),
                sums.get(3).number());
    }

    private static EndedLease ended(Reply lease) {
        List<Reply> parts = lease.parts();
        return new EndedLease(
                new LeaseId(parts.get(0).text()),
                parts.get(1).text(),
                LeaseEnd.valueOf(parts.get(2).text()),
                new Load(
                        parts.get(3).number(),
                        parts.get(4).number(),
                        parts.get(5).small()));
    }

    private static Optional<Duration> nextLapse(Reply millis) {
        return millis.text().isEmpty() ? Optional.empty() : Optional.of(millis.millis());
    }
}
