package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.Limits;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SubmitAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R22 and R24, as far as they show without faults: what the store says of itself, and that preparing it again does no harm. */
abstract class PreparationRulesTck extends RulesTck {
    private static final int CLIENTS = 8;

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
