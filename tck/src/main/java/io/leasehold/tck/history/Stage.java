package io.leasehold.tck.history;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.memory.Contents;
import io.leasehold.tck.Racers;
import io.leasehold.tck.StoreUnderTest;
import io.leasehold.tck.linear.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Plays one history on a new store: some calls one after the other, which the definition has to answer alike, so that leases live, have
 * lapsed or have ended and jobs are owned or free; then several callers at once, over both clients, while no time passes.
 */
final class Stage {
    private static final int LEASES = 3;
    private static final int JOBS = 3;
    private static final int CALLS = 18;
    private static final long BEGINNING = 1_700_000_000_000L;

    private final StoreUnderTest underTest;
    private final StoreOptions options;
    private final long seed;
    private final Random random;
    private final Cast cast = new Cast(LEASES, JOBS);
    private final Knowledge knowledge = new Knowledge();
    private final AtomicLong moments = new AtomicLong();
    private Contents contents = Contents.NONE;
    private Definition definition;

    Stage(StoreUnderTest underTest, StoreOptions options, long seed) {
        this.underTest = underTest;
        this.options = options;
        this.seed = seed;
        random = new Random(seed);
        definition = new Definition(options, BEGINNING);
    }

    History play(int callers, Racers racers) throws Exception {
        setUp();
        Contents before = contents;
        List<Callable<List<Call<Request, Object>>>> playing = IntStream.range(0, callers)
                .<Callable<List<Call<Request, Object>>>>mapToObj(number -> {
                    Caller caller = new Caller(cast, new Knowledge(knowledge), seed, number);
                    LeaseStore client = number % 2 == 0 ? underTest.store() : underTest.another();
                    return () -> calls(caller, "caller " + number, client, CALLS / callers);
                })
                .toList();
        List<Call<Request, Object>> all =
                racers.atOnce(playing).stream().flatMap(List::stream).toList();
        return new History(cast, definition, before, all);
    }

    private void setUp() {
        for (LeaseId lease : cast.leases()) {
            ask(new Request.Grant(lease, Duration.ofHours(1)));
        }
        for (JobId job : cast.jobs().subList(0, JOBS - random.nextInt(2))) {
            RunId run = RunId.of(1 + cast.jobs().indexOf(job));
            ask(new Request.Submit(List.of(
                    new Submission(job, "mail", 1, Bytes.ofUtf8("one"), run, Optional.empty(), Duration.ZERO))));
            if (random.nextInt(3) > 0) {
                LeaseId owner = cast.leases().get(random.nextInt(LEASES));
                var target = new ClaimRequest.Named(job);
                ask(new Request.Claim(new ClaimRequest(owner, cast.claim(owner, false), Cast.TYPES, target)));
            }
            ask(new Request.Find(job));
        }
        pass(Duration.ofHours(random.nextInt(2) * 2L));
        for (LeaseId lease : cast.leases()) {
            switch (random.nextInt(4)) {
                case 0, 1 -> ask(new Request.Renew(lease, Duration.ofHours(1), Load.NONE));
                case 2 -> ask(new Request.End(lease, LeaseEnd.values()[random.nextInt(3)]));
                default -> {}
            }
        }
    }

    private void pass(Duration time) {
        underTest.pass(time);
        definition = new Definition(options, definition.now() + time.toMillis());
    }

    private void ask(Request request) {
        Object answer = request.of(underTest.store());
        Definition.Outcome outcome = definition.ask(contents, request);
        if (!outcome.answer().equals(Coarse.of(answer))) {
            throw new AssertionError("one call after the other, " + request + " answered " + answer
                    + ", but the definition " + outcome.answer());
        }
        contents = outcome.contents();
        knowledge.hear(request, answer);
    }

    private List<Call<Request, Object>> calls(Caller caller, String name, LeaseStore client, int count) {
        List<Call<Request, Object>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Request request = caller.next();
            call(name, request, client).ifPresent(call -> {
                calls.add(call);
                call.answer().ifPresent(answer -> caller.hear(request, answer));
            });
        }
        return calls;
    }

    /** Nothing: it was surely not applied. */
    private Optional<Call<Request, Object>> call(String name, Request request, LeaseStore client) {
        long invoked = moments.incrementAndGet();
        try {
            Object answer = request.of(client);
            return Optional.of(Call.answered(name, request, answer, invoked, moments.incrementAndGet()));
        } catch (StoreException.UnknownOutcome unknown) {
            return Optional.of(Call.unanswered(name, request, invoked));
        } catch (StoreException notApplied) {
            return Optional.empty();
        }
    }
}
