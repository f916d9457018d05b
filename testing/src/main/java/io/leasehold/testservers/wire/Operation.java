package io.leasehold.testservers.wire;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** The operations of a store, each with its story. */
enum Operation {
    GRANT(true, of -> {
        return new Telling(
                client -> client.grant(of.lease(), "late", Subjects.HOUR), client -> of.lease(client, of.lease()));
    }),
    RENEW(true, of -> {
        LeaseId lease = of.granted();
        return new Telling(
                client -> client.renew(lease, Subjects.HOUR.multipliedBy(4), Load.NONE),
                client -> of.lease(client, lease));
    }),
    END(true, of -> {
        LeaseId lease = of.granted();
        return new Telling(client -> client.end(lease, LeaseEnd.CLEAN), client -> of.lease(client, lease));
    }),
    SURVEY(true, of -> {
        of.lapsed();
        SurveyRequest request = new SurveyRequest(LeaseId.of(0), of.types(), Optional.empty(), SurveyRequest.LEASES);
        return new Telling(client -> client.survey(request), client -> of.lease(client, of.lease()));
    }),
    CLAIM(true, of -> {
        of.submit("a", "b", "c");
        return claiming(of, of.orphans(of.granted()));
    }),
    TAKEOVER(true, of -> {
        of.submit("a", "b", "c");
        LeaseId dead = of.dead(LeaseEnd.LAPSED);
        return claiming(of, of.orphans(of.granted(), dead));
    }),
    NAMED_CLAIM(true, of -> {
        of.submit("a");
        return claiming(of, new ClaimRequest(of.granted(), 2, of.types(), new ClaimRequest.Named(of.id("a"))));
    }),
    WRITE(true, of -> {
        of.submit("a", "b", "c");
        List<Write> batch = of.claimed().stream().map(Subjects::intent).toList();
        return new Telling(client -> client.write(batch), client -> of.jobs(client, "a", "b", "c"));
    }),
    RELEASE(true, of -> {
        of.submit("a");
        List<Write> batch = of.claimed().stream().map(Subjects::release).toList();
        return new Telling(client -> client.write(batch), client -> of.jobs(client, "a"));
    }),
    SUBMIT(true, of -> {
        List<Submission> batch = List.of(of.submission("a"), of.submission("b"), of.submission("c"));
        return new Telling(client -> client.submit(batch), client -> of.jobs(client, "a", "b", "c"));
    }),
    RESUBMIT(true, of -> {
        of.submit("a");
        RunId former = run(of);
        of.store().command(new Command(of.id("a"), former, 0, new Command.Delete(false)));
        Submission first = of.submission("a");
        List<Submission> again = List.of(new Submission(
                first.id(),
                first.type(),
                1,
                first.payload(),
                RunId.of(-of.number()),
                Optional.of(former),
                Duration.ZERO));
        return new Telling(client -> client.submit(again), client -> of.jobs(client, "a"));
    }),
    STOP(true, of -> ordered(of, new Command.Stop())),
    DELETE(true, of -> ordered(of, new Command.Delete(false))),
    PARK(true, of -> ordered(of, new Command.Park(7))),
    LIST(false, of -> {
        of.submit("a", "b");
        JobQuery query = JobQuery.all();
        return reading(client -> client.list(query));
    }),
    FIND(false, of -> {
        of.submit("a");
        return reading(client -> client.find(of.id("a")));
    }),
    OWNED(false, of -> {
        of.submit("a", "b");
        of.claimed();
        return reading(client -> client.owned(of.lease(), Optional.empty()));
    }),
    TIDY(true, of -> {
        of.submit("a");
        of.claimed();
        of.store().command(new Command(of.id("a"), run(of), 0, new Command.Stop()));
        of.store().end(of.lease(), LeaseEnd.LOST);
        return new Telling(client -> client.tidy(Optional.empty()), client -> of.jobs(client, "a"));
    }),
    BELL(false, of -> reading(LeaseStore::bell)),
    RING(true, of -> {
        long before = of.store().bell();
        return new Telling(LeaseStore::ring, client -> client.bell() == before ? "silent" : "rung");
    }),
    TAKE_LOCK(true, of -> {
        LockName door = new LockName("door-" + of.number());
        LeaseId lease = of.granted();
        return new Telling(client -> client.takeLock(door, lease, 0), client -> lock(client, door));
    }),
    RELEASE_LOCK(true, of -> {
        LockName door = new LockName("door-" + of.number());
        LeaseId lease = of.granted();
        of.store().takeLock(door, lease, 0);
        return new Telling(client -> client.releaseLock(door, lease, 1, Duration.ZERO), client -> lock(client, door));
    });

    private final boolean changes;
    private final Function<Subjects, Telling> story;

    Operation(boolean changes, Function<Subjects, Telling> story) {
        this.changes = changes;
        this.story = story;
    }

    /** Whether it may change anything: if not, one without an answer is an outage, not an unknown outcome. */
    boolean changes() {
        return changes;
    }

    /** Makes the subjects of one telling. */
    Telling begin(Subjects subjects) {
        return story.apply(subjects);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static RunId run(Subjects of) {
        return of.store().find(of.id("a")).orElseThrow().run();
    }

    private static Telling ordered(Subjects of, Command.Order order) {
        of.submit("a");
        Command command = new Command(of.id("a"), run(of), 0, order);
        return new Telling(client -> client.command(command), client -> of.jobs(client, "a"));
    }

    /** Whatever is repeated under one number, the claimer has heard of every job in the end (R9). */
    private static Telling claiming(Subjects of, ClaimRequest request) {
        TreeSet<String> heard = new TreeSet<>();
        return new Telling(
                client ->
                        client.claim(request).forEach(job -> heard.add(job.id().value())),
                client -> of.jobs(client, "a", "b", "c"),
                () -> heard.size() + " jobs");
    }

    private static Telling reading(Consumer<LeaseStore> call) {
        return new Telling(call, client -> "read");
    }

    private static String lock(LeaseStore client, LockName door) {
        return client.lock(door).standing().getClass().getSimpleName();
    }
}
