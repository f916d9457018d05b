package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Wish;
import io.leasehold.store.WriteAnswer;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL, where a call has fewer statements to come between. */
class PostgresInterleavingTest extends InterleavingTest {
    @Override
    String database() {
        return Postgres.uri();
    }

    /** The statement that applies a write says so itself. */
    @Test
    @Override
    void aWriteThatHearsOfATakeoverBeforeItIsReadBackIsFenced() {
        assertThat(writeThatATakeoverFollows()).isEqualTo(new WriteAnswer.Applied(Wish.RUNNING, 0));
    }
}
