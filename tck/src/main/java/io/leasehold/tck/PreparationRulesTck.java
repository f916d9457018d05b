package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Limits;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R22 and R24, as far as they show without faults: what the store says of itself, and that preparing it again does no harm. */
abstract class PreparationRulesTck extends RulesTck {
    private static final int CLIENTS = 8;

    /** For a machine whose threads wait for one another. */
    private static final Duration HESITATION = Duration.ofSeconds(2);

    PreparationRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R24 describe tells kind, version, time source, namespace and limits")
    void describes() {
        StoreDescription said = store.describe();
        assertThat(said.kind()).as(rule).isNotBlank();
        assertThat(said.version()).as(rule).isNotBlank();
        assertThat(said.timeSource()).as(rule).isNotBlank();
        assertThat(said.namespace()).as(rule).isEqualTo("tck");
        assertThat(said.retention()).as(rule).isEqualTo(StoreOptions.DEFAULT.retention());
        assertThat(said.limits().and(Limits.LARGEST)).as(rule).isEqualTo(said.limits());
        assertThat(said.warnings()).as(rule).allMatch(warning -> !warning.isBlank());
    }

    @Test
    @DisplayName("R22 describe tells a call timeout that is no longer than the one asked for")
    void callTimeout() {
        assertThat(store.describe().callTimeout())
                .as(rule)
                .isPositive()
                .isLessThanOrEqualTo(StoreOptions.DEFAULT.callTimeout());
    }

    @Test
    @DisplayName("R22 calls that many threads make of the same few records end within the call timeout, each of them")
    void inTimeAmongMany() throws Exception {
        live(ALICE);
        submit("letter");
        List<LeaseStore> clients = List.of(store, underTest.another());
        try (Racers racers = new Racers()) {
            List<Callable<Duration>> callers = IntStream.range(0, 2 * CLIENTS)
                    .<Callable<Duration>>mapToObj(i -> () -> longest(clients.get(i % 2), i))
                    .toList();
            assertThat(racers.atOnce(callers))
                    .as(rule)
                    .allMatch(longest ->
                            longest.compareTo(store.describe().callTimeout().plus(HESITATION)) <= 0);
        }
    }

    /** How long the longest of some calls took; trouble is an end, too. */
    private static Duration longest(LeaseStore client, int caller) {
        LeaseId lease = LeaseId.of(caller + 1L);
        JobId letter = new JobId("letter");
        List<Runnable> calls = List.of(
                () -> client.grant(lease, "caller", HOUR),
                () -> client.claim(new ClaimRequest(lease, 1, List.of(MAIL), new ClaimRequest.Named(letter))),
                () -> client.renew(ALICE, HOUR, Load.NONE),
                () -> client.survey(new SurveyRequest(lease, List.of(MAIL), Optional.empty(), SurveyRequest.LEASES)),
                () -> client.tidy(Optional.empty()),
                () -> client.find(letter),
                client::ring,
                () -> client.end(lease, LeaseEnd.CLEAN));
        return calls.stream()
                .map(PreparationRulesTck::took)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Duration took(Runnable call) {
        long began = System.nanoTime();
        try {
            call.run();
        } catch (StoreException trouble) {
            assertThat(trouble).hasMessageNotContaining("\n");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    @DisplayName("R24 preparing again, by whatever client and in whatever mode, changes nothing")
    void prepareAgain() {
        live(ALICE);
        submit("letter");
        for (PrepareMode mode : PrepareMode.values()) {
            assertThatCode(() -> store.prepare(mode)).as(rule).doesNotThrowAnyException();
            assertThatCode(() -> underTest.another().prepare(mode)).as(rule).doesNotThrowAnyException();
        }
        assertThat(job("letter").runnable()).as(rule).isTrue();
    }

    @Test
    @DisplayName("R24 many clients may prepare an empty store at once, and it is ready for each of them")
    void prepareAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (StoreUnderTest fresh = open(StoreOptions.DEFAULT.namespace("tck_fresh"))) {
            List<LeaseStore> clients = List.of(fresh.store(), fresh.another());
            CyclicBarrier together = new CyclicBarrier(CLIENTS);
            List<Future<Long>> bells = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                LeaseStore client = clients.get(i % 2);
                bells.add(threads.submit(() -> {
                    together.await();
                    client.prepare(PrepareMode.CREATE);
                    client.prepare(PrepareMode.VALIDATE);
                    client.ring();
                    return client.bell();
                }));
            }
            for (Future<Long> bell : bells) {
                assertThatCode(bell::get).as(rule).doesNotThrowAnyException();
            }
            assertThat(fresh.store().submit(List.of(mail("letter"))))
                    .as(rule)
                    .hasOnlyElementsOfType(SubmitAnswer.Created.class);
        } finally {
            threads.shutdownNow();
        }
    }
}
