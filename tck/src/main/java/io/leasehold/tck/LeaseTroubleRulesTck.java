package io.leasehold.tck;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R21 for what concerns leases, owners and the bell. */
abstract class LeaseTroubleRulesTck extends TroubleTck {
    LeaseTroubleRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @ParameterizedTest(name = "R21 a grant tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void grant(Cut cut) {
        endures(cut, number -> {
            LeaseId lease = LeaseId.of(number);
            return new Telling(client -> client.grant(lease, "late", HOUR), left(lease));
        });
    }

    @ParameterizedTest(name = "R21 a renewal tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void renew(Cut cut) {
        endures(cut, number -> {
            LeaseId lease = granted(number);
            return new Telling(client -> client.renew(lease, minutes(300), Load.NONE), left(lease));
        });
    }

    @ParameterizedTest(name = "R21 an end tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void end(Cut cut) {
        endures(cut, number -> {
            LeaseId lease = granted(number);
            return new Telling(client -> client.end(lease, LeaseEnd.CLEAN), left(lease));
        });
    }

    @ParameterizedTest(name = "R21 a survey tells the truth of what it ended; each request in turn is {0}")
    @EnumSource
    void survey(Cut cut) {
        endures(cut, number -> {
            LeaseId lease = granted(number);
            passMinutes(61);
            var request = new SurveyRequest(CAROL, List.of(MAIL), Optional.empty(), SurveyRequest.LEASES);
            return new Telling(client -> client.survey(request), left(lease));
        });
    }

    @ParameterizedTest(name = "R21 a step of housekeeping tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void tidy(Cut cut) {
        endures(cut, number -> {
            LeaseId lease = granted(number);
            String id = "resting-" + number;
            submit(id);
            take(lease, id);
            ordered(id, new Command.Stop());
            store.end(lease, LeaseEnd.LOST);
            return new Telling(
                    client -> client.tidy(Optional.empty()), client -> TidyWalk.through(client, rule), jobs(id));
        });
    }

    @ParameterizedTest(name = "R21 a ring tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void ring(Cut cut) {
        endures(cut, number -> {
            long before = store.bell();
            return new Telling(LeaseStore::ring, client -> client.bell() == before ? "silent" : "rung");
        });
    }

    @ParameterizedTest(
            name = "R21 a deletion that first ends a lapsed owner tells the truth; each request in turn is {0}")
    @EnumSource
    void deleteOfTheLapsed(Cut cut) {
        endures(cut, number -> {
            LeaseId lease = granted(number);
            String id = "lapsed-" + number;
            submit(id);
            take(lease, id);
            passMinutes(61);
            var delete = new Command(new JobId(id), job(id).run(), 0, new Command.Delete(false));
            return new Telling(
                    client -> client.command(delete),
                    client -> left(lease).apply(client) + ", " + jobs(id).apply(client));
        });
    }

    private LeaseId granted(int number) {
        LeaseId lease = LeaseId.of(number);
        store.grant(lease, "instance " + number, HOUR);
        return lease;
    }

    /** Whether the lease lives, and for more than two hours. */
    private static Function<LeaseStore, String> left(LeaseId lease) {
        return client -> client.renew(lease, Duration.ZERO, Load.NONE) instanceof LeaseState.Live live
                ? "live, long: " + (live.remaining().compareTo(minutes(120)) > 0)
                : "ended or absent";
    }
}
