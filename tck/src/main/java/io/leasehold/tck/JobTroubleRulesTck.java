package io.leasehold.tck;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R21 for what concerns jobs. */
abstract class JobTroubleRulesTck extends TroubleTck {
    JobTroubleRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @ParameterizedTest(name = "R21 a submission tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void submit(Cut cut) {
        endures(cut, number -> {
            List<Submission> one = List.of(mail("a" + number));
            return new Telling(client -> client.submit(one), jobs("a" + number));
        });
    }

    @ParameterizedTest(name = "R21 a batch of submissions tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void submitBatch(Cut cut) {
        endures(cut, number -> {
            List<Submission> three = Stream.of(three(number)).map(this::mail).toList();
            return new Telling(client -> client.submit(three), jobs(three(number)));
        });
    }

    @ParameterizedTest(
            name = "R21 a submission over a tombstone tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void resubmit(Cut cut) {
        endures(cut, number -> {
            String id = "a" + number;
            submit(id);
            JobRecord former = job(id);
            ordered(id, new Command.Delete(false));
            List<Submission> again = List.of(new Submission(
                    former.id(), "mail", 1, Bytes.EMPTY, newRun(), Optional.of(former.run()), Duration.ZERO));
            return new Telling(client -> client.submit(again), jobs(id));
        });
    }

    @ParameterizedTest(name = "R21 a named claim tells the truth of what it took; each request in turn is {0}")
    @EnumSource
    void namedClaim(Cut cut) {
        endures(cut, number -> {
            submit("a" + number);
            var target = new ClaimRequest.Named(new JobId("a" + number));
            return claiming(new ClaimRequest(granted(number), 1, List.of(MAIL), target), "a" + number);
        });
    }

    @ParameterizedTest(name = "R21 a claim of orphans tells the truth of what it took; each request in turn is {0}")
    @EnumSource
    void claim(Cut cut) {
        endures(cut, number -> {
            String type = "type-" + number;
            submitAll(Stream.of(three(number))
                    .map(id -> mail(id, type, 1, Duration.ZERO))
                    .toList());
            return claiming(orphans(granted(number), 2, type), three(number));
        });
    }

    @ParameterizedTest(name = "R21 a takeover tells the truth of what it took; each request in turn is {0}")
    @EnumSource
    void takeover(Cut cut) {
        endures(cut, number -> {
            String type = "type-" + number;
            LeaseId dead = granted(1_000 + number);
            submitAll(Stream.of(three(number))
                    .map(id -> mail(id, type, 1, Duration.ZERO))
                    .toList());
            store.claim(orphans(dead, 2, type));
            store.end(dead, LeaseEnd.LAPSED);
            return claiming(orphans(granted(number), 2, type, dead), three(number));
        });
    }

    @ParameterizedTest(name = "R21 a write tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void write(Cut cut) {
        endures(cut, number -> {
            submit("a" + number);
            List<Write> one = List.of(intent(take(granted(number), "a" + number), 1, step("greet")));
            return new Telling(client -> client.write(one), jobs("a" + number));
        });
    }

    @ParameterizedTest(name = "R21 a batch of writes tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void writeBatch(Cut cut) {
        endures(cut, number -> {
            submit(three(number));
            LeaseId lease = granted(number);
            List<Write> three = Stream.of(three(number))
                    .map(id -> intent(take(lease, id), 1, step("greet")))
                    .toList();
            return new Telling(client -> client.write(three), jobs(three(number)));
        });
    }

    @ParameterizedTest(name = "R21 a write that finishes and releases tells the truth; each request in turn is {0}")
    @EnumSource
    void finish(Cut cut) {
        endures(cut, number -> {
            submit("a" + number);
            JobRecord mine = take(granted(number), "a" + number);
            List<Write> last = List.of(release(mine, 1, change -> change.status(Status.FINISHED)));
            return new Telling(client -> client.write(last), jobs("a" + number));
        });
    }

    @ParameterizedTest(name = "R21 a stop tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void stop(Cut cut) {
        commanded(cut, new Command.Stop());
    }

    @ParameterizedTest(name = "R21 an amendment tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void amend(Cut cut) {
        commanded(cut, new Command.Amend(Bytes.ofUtf8("amended")));
    }

    @ParameterizedTest(name = "R21 a deletion tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void delete(Cut cut) {
        commanded(cut, new Command.Delete(false));
    }

    @ParameterizedTest(name = "R21 a parking tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void park(Cut cut) {
        commanded(cut, new Command.Park(7));
    }

    @ParameterizedTest(name = "R21 readings that meet trouble answer nothing wrong; each request in turn is {0}")
    @EnumSource
    void readings(Cut cut) {
        LeaseId lease = granted(0);
        submit("mine", "theirs");
        take(lease, "mine");
        endures(cut, number -> {
            List<String> heard = new ArrayList<>();
            return new Telling(
                    client -> {
                        String all = client.find(new JobId("theirs")) + " " + client.list(JobQuery.all())
                                + client.owned(lease, Optional.empty()) + client.bell();
                        heard.add(all);
                    },
                    client -> heard + jobs("mine", "theirs").apply(client));
        });
    }

    private void commanded(Cut cut, Command.Order order) {
        endures(cut, number -> {
            submit("a" + number);
            Command command =
                    new Command(new JobId("a" + number), job("a" + number).run(), 0, order);
            return new Telling(client -> client.command(command), jobs("a" + number));
        });
    }

    /** A claim and, once it has succeeded, the next one, which takes what the first didn't; both together answer every job, once. */
    private Telling claiming(ClaimRequest request, String... ids) {
        TreeSet<String> answered = new TreeSet<>();
        var next = new ClaimRequest(request.lease(), request.number() + 2, request.types(), request.target());
        return new Telling(
                client -> answered.addAll(ids(client.claim(request))),
                client -> answered.addAll(ids(client.claim(next))),
                client -> jobs(ids).apply(client) + "; answered " + answered.size());
    }

    private static ClaimRequest orphans(LeaseId lease, long number, String type, LeaseId... dead) {
        var target = new ClaimRequest.Orphans(List.of(dead), 10, 1 << 20);
        return new ClaimRequest(lease, number, List.of(new ReadableType(type, 1, 1)), target);
    }

    private LeaseId granted(int number) {
        LeaseId lease = LeaseId.of(number);
        store.grant(lease, "instance " + number, HOUR);
        return lease;
    }

    private static String[] three(int number) {
        return new String[] {"a" + number, "b" + number, "c" + number};
    }
}
