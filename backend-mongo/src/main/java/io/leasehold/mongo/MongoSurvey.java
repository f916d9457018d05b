package io.leasehold.mongo;

import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/**
 * The survey of R5 in at most four commands: the leases, the end of those that have lapsed, one orphan, the caller's stopped jobs. Its cost
 * grows with the leases and with what it answers, never with the jobs.
 */
final class MongoSurvey {
    private static final Form STOPPED = Form.of("""
            {owner: ":lease", wish: "STOPPED"}""");

    private static final BsonDocument ID_ALONE = Form.of("{_id: 1}").alone();

    private final Calls calls;

    MongoSurvey(Calls calls) {
        this.calls = calls;
    }

    Survey survey(SurveyRequest request) {
        return calls.call("survey", call -> {
            LeasesSeen seen = LeasesSeen.of(call, request);
            List<EndedLease> ended = seen.ended();
            boolean more = ended.size() > SurveyRequest.LEASES;
            List<EndedLease> named = more ? ended.subList(0, SurveyRequest.LEASES) : ended;
            return new Survey(
                    seen.caller(),
                    seen.fleet(),
                    named,
                    orphans(call, request, named),
                    stopped(call, request.lease()),
                    seen.nextLapse(),
                    more,
                    seen.lapses());
        });
    }

    private static boolean orphans(Call call, SurveyRequest request, List<EndedLease> named) {
        List<String> owners = Stream.concat(
                        Stream.of(JobDocument.NOBODY),
                        named.stream().map(lease -> lease.id().value()))
                .toList();
        return !request.types().isEmpty()
                && !call.find(
                                JOBS,
                                Orphans.of(owners, request.types()),
                                jobs -> jobs.projection(ID_ALONE).limit(1))
                        .isEmpty();
    }

    /** Any of them, in id order: sorting all that a lease may own would not be bounded. */
    private static List<JobId> stopped(Call call, LeaseId lease) {
        return call
                .find(
                        JOBS,
                        STOPPED.with(Map.of("lease", lease.value())),
                        jobs -> jobs.projection(ID_ALONE).limit(SurveyRequest.STOPS))
                .stream()
                .map(JobDocument::id)
                .sorted()
                .toList();
    }
}
