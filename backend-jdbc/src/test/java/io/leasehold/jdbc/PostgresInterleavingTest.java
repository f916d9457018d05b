package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.Wish;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The same on PostgreSQL, where a claim finds and takes its jobs in one statement. What comes between comes in the middle of that: it has
 * its view of the tables, and waits for the claimer's own lease, whose row a transaction has locked meanwhile.
 */
class PostgresInterleavingTest extends InterleavingTest {
    private static final String ACCEPTED = "last_claim = ";
    private static final String TOUCHED = "UPDATE leasehold_lease SET weight = weight WHERE id = '%s'";
    private static final String ENDED =
            "UPDATE leasehold_lease SET standing = 1, ended = 'LOST', ended_at = 1 WHERE id = '%s'";

    private final List<Future<?>> between = new ArrayList<>();

    @Override
    String database() {
        return Postgres.uri();
    }

    @Override
    LeaseStore behindEvidence(Runnable event) {
        return behind(ACCEPTED, event);
    }

    @Override
    LeaseStore behindCandidates(Runnable event) {
        return amidTheClaim(TOUCHED, blocking -> event.run());
    }

    private LeaseStore amidTheClaim(String sql, Waiting.Then then) {
        return behind(ACCEPTED, () -> between.add(Waiting.begun(uri, sql.formatted(lease), then)));
    }

    @AfterEach
    void whatComesBetweenHasHappened() throws Exception {
        for (Future<?> happened : between) {
            happened.get();
        }
    }

    @Test
    void aLeaseThatEndsWhileItsClaimWaitsForItTakesNothing() {
        try (LeaseStore store = amidTheClaim(ENDED, Connection::commit)) {
            assertThat(Samples.claim(store, lease, 2, dead)).isEmpty();
            assertThat(job().ownership().owner()).contains(dead);
        }
        assertThat(between).hasSize(1);
    }

    @Test
    void aLeaseThatDoesNotEndAfterAllTakesItsJobs() {
        try (LeaseStore store = amidTheClaim(ENDED, Connection::rollback)) {
            assertThat(Samples.claim(store, lease, 2, dead)).hasSize(1);
        }
        assertThat(between).hasSize(1);
    }

    /** The statement that takes keeps the lease from ending; behind it the lease had its jobs while it lived. */
    @Test
    @Override
    void aLeaseThatEndsOnceItHasTakenAnswersNothingAndLeavesAnOrphan() {
        endedOnceItHasTaken(1);
    }

    /** The statement that applies a write says so itself. */
    @Test
    @Override
    void aWriteThatHearsOfATakeoverBeforeItIsReadBackIsFenced() {
        assertThat(writeThatATakeoverFollows()).isEqualTo(new WriteAnswer.Applied(Wish.RUNNING, 0));
    }
}
